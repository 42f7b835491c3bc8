using MsMclr.MLNet.Transforms.Encoders.Architecture;

namespace MsMclr.MLNet.Transforms.Encoders.Files;

/// <summary>Everything that is wrong with the tensors of a weight file, in one message.</summary>
internal static class WeightFaults
{
    private const int MostNames = 50;

    /// <summary>Compares the tensors of a file with what is required and what is known.</summary>
    /// <param name="tensors">The file's tensors, under the encoder's own names.</param>
    /// <param name="required">Those that must be there.</param>
    /// <param name="known">The shapes of those that may be there.</param>
    /// <param name="unexpected">The names of those that nobody knows, where that is a fault.</param>
    /// <exception cref="FormatException">Something does not fit; the message lists it.</exception>
    public static void Check(
        Dictionary<string, StoredTensor> tensors,
        List<EncoderParameter> required,
        Dictionary<string, long[]> known,
        List<string> unexpected)
    {
        var missing = required
            .Where(weight => !tensors.ContainsKey(weight.Name))
            .Select(weight => $"{weight.Name} {Text(weight.Shape)}");
        var given = tensors.Where(tensor => known.ContainsKey(tensor.Key)).ToList();
        var wrong = given
            .Where(tensor => !tensor.Value.Shape.AsSpan().SequenceEqual(known[tensor.Key]))
            .Select(tensor => $"{tensor.Key} is {Text(tensor.Value.Shape)}, not {Text(known[tensor.Key])}");
        var types = given
            .Where(tensor => !tensor.Value.Type.IsFloatingPoint)
            .Select(tensor => $"{tensor.Key} is {tensor.Value.Type.Name}");
        string[] faults =
        [
            .. Fault("missing", missing),
            .. Fault("unexpected (EncoderLoadOptions.Strict = false passes over them)", unexpected),
            .. Fault("of the wrong shape", wrong),
            .. Fault("of a type that holds no weights", types),
        ];
        if (faults.Length > 0)
            throw new FormatException($"The file's encoder does not fit. {string.Join(". ", faults)}.");
    }

    private static IEnumerable<string> Fault(string what, IEnumerable<string> names)
    {
        var all = names.Order(StringComparer.Ordinal).ToList();
        if (all.Count == 0)
            return [];
        var rest = all.Count > MostNames ? ", ..." : "";
        return [$"{all.Count} {what}: {string.Join(", ", all.Take(MostNames))}{rest}"];
    }

    private static string Text(long[] shape) => $"[{string.Join(", ", shape)}]";
}
