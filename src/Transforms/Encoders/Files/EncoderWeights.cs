using System.Globalization;

namespace MsMclr.MLNet;

/// <summary>Which weights an encoder must have, and in what shape; what it may have besides.</summary>
internal static class EncoderWeights
{
    public const string Adjacency = "A";

    /// <summary>Checks names, shapes, lengths and values.</summary>
    /// <exception cref="FormatException">A weight is missing, misshapen or not finite; the message names it.</exception>
    public static void Check(EncoderDefinition encoder)
    {
        if (encoder.Layout.JointCount != encoder.Shape.Joints)
            throw new FormatException($"The encoder is for clips {encoder.Shape}, but its layout is {encoder.Layout}.");
        foreach (var (name, tensor) in encoder.Weights)
        {
            if (tensor.Shape.Any(size => size < 0) || tensor.Shape.Aggregate(1.0, (product, size) => product * size) != tensor.Values.Length)
                throw new FormatException($"The encoder's weight '{name}' is said to be {Text(tensor.Shape)}, but holds {tensor.Values.Length.ToString(CultureInfo.InvariantCulture)} values.");
            var isVariance = name.EndsWith(".running_var", StringComparison.Ordinal);
            if (tensor.Values.AsSpan().IndexOfAnyExceptInRange(isVariance ? 0 : float.MinValue, float.MaxValue) is >= 0 and var at)
                throw new FormatException($"The encoder's weight '{name}' holds {tensor.Values[at].ToString(CultureInfo.InvariantCulture)}; an encoder's weights are finite{(isVariance ? ", and variances not negative" : "")}.");
        }

        foreach (var (name, shape) in Required(encoder))
        {
            if (!encoder.Weights.TryGetValue(name, out var tensor))
                throw new FormatException($"The encoder has no weight '{name}'; it should be {Text(shape)}.");
            if (!tensor.Shape.AsSpan().SequenceEqual(shape))
                throw new FormatException($"The encoder's weight '{name}' is {Text(tensor.Shape)}; {Text(shape)} is expected.");
        }
    }

    /// <summary>The weights that the embedding is computed with.</summary>
    public static IEnumerable<(string Name, long[] Shape)> Required(EncoderDefinition encoder)
    {
        long joints = encoder.Shape.Joints;
        long subsets = encoder.Weights.TryGetValue(Adjacency, out var adjacency) && adjacency.Shape.Length == 3 ? adjacency.Shape[0] : 3;
        yield return (Adjacency, [subsets, joints, joints]);
        foreach (var weight in Normalisation("data_bn", joints * encoder.Shape.Channels))
            yield return weight;
        long input = encoder.Shape.Channels;
        for (var block = 0; block < EncoderNetwork.Blocks; block++)
        {
            var output = OutputChannels(encoder, block);
            foreach (var weight in Block($"st_gcn_networks.{block}.", input, output, subsets, hasResidual: block > 0 && (input != output || EncoderNetwork.Stride(block) > 1)))
                yield return weight;
            yield return ($"edge_importance.{block}", [subsets, joints, joints]);
            input = output;
        }
    }

    public static int OutputChannels(EncoderDefinition encoder, int block) => block switch
    {
        < 4 => encoder.HiddenChannels,
        < 7 => 2 * encoder.HiddenChannels,
        < 9 => 4 * encoder.HiddenChannels,
        _ => encoder.FeatureSize,
    };

    private static IEnumerable<(string Name, long[] Shape)> Block(string prefix, long input, long output, long subsets, bool hasResidual)
    {
        (string, long[])[] convolutions =
        [
            (prefix + "gcn.conv.weight", [subsets * output, input, 1, 1]),
            (prefix + "gcn.conv.bias", [subsets * output]),
            (prefix + "tcn.2.weight", [output, output, 9, 1]),
            (prefix + "tcn.2.bias", [output]),
        ];
        IEnumerable<(string, long[])> weights = [.. convolutions, .. Normalisation(prefix + "tcn.0", output), .. Normalisation(prefix + "tcn.3", output)];
        return hasResidual
            ? [.. weights, (prefix + "residual.0.weight", [output, input, 1, 1]), (prefix + "residual.0.bias", [output]), .. Normalisation(prefix + "residual.1", output)]
            : weights;
    }

    private static (string Name, long[] Shape)[] Normalisation(string name, long channels)
        => [(name + ".weight", [channels]), (name + ".bias", [channels]), (name + ".running_mean", [channels]), (name + ".running_var", [channels])];

    private static string Text(long[] shape) => $"[{string.Join(", ", shape)}]";
}
