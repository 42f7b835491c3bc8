using System.Globalization;
using MsMclr.MLNet.Transforms.Encoders.Architecture;
using MsMclr.MLNet.Transforms.Onnx;
using MsMclr.MLNet.Transforms.Encoders.Whitening;

namespace MsMclr.MLNet.Transforms.Encoders.Definition;

/// <summary>Checks that an encoder has the weights of its architecture, and that they are numbers.</summary>
internal static class EncoderWeights
{
    private const long LongestEmbedding = 1 << 20;

    /// <summary>Checks names, shapes, lengths and values, and that the embedding is of a size that can be worked with.</summary>
    /// <exception cref="FormatException">
    /// A weight is missing, misshapen or not finite, which the message names; or the read-out gives too many numbers.
    /// </exception>
    public static void Check(EncoderDefinition encoder)
    {
        if (encoder.Layout.JointCount != encoder.Shape.Joints)
            throw new FormatException($"The encoder is for clips {encoder.Shape}, but its layout is {encoder.Layout}.");
        foreach (var (name, tensor) in encoder.Weights)
        {
            CheckLength(name, tensor);
            CheckValues(name, tensor.Values);
        }

        foreach (var parameter in encoder.Architecture.Required)
        {
            var expected = Text(parameter.Shape);
            if (!encoder.Weights.TryGetValue(parameter.Name, out var tensor))
                throw new FormatException($"The encoder has no weight '{parameter.Name}'; it should be {expected}.");
            if (!tensor.Shape.AsSpan().SequenceEqual(parameter.Shape))
                throw new FormatException($"The encoder's weight '{parameter.Name}' is {Text(tensor.Shape)}; {expected} is expected.");
        }

        var size = encoder.Plan.Size;
        WhiteningWeights.Check(encoder.Whitening, encoder.Weights, size);
        if (size > LongestEmbedding)
            throw new FormatException($"The read-out {encoder.Readout} gives {size:N0} numbers; {LongestEmbedding:N0} are the most.");
    }

    private static void CheckLength(string name, EncoderTensor tensor)
    {
        // In double: the sizes of a stranger's file may overflow anything else.
        var length = tensor.Shape.Aggregate(1.0, (product, size) => product * size);
        if (length == tensor.Values.Length && tensor.Shape.All(size => size >= 0))
            return;
        var actual = tensor.Values.Length.ToString(CultureInfo.InvariantCulture);
        throw new FormatException($"The encoder's weight '{name}' is said to be {Text(tensor.Shape)}, but holds {actual} values.");
    }

    private static void CheckValues(string name, float[] values)
    {
        var isVariance = EncoderLayer.IsVariance(name);
        var at = values.AsSpan().IndexOfAnyExceptInRange(isVariance ? 0 : float.MinValue, float.MaxValue);
        if (at < 0)
            return;
        var actual = values[at].ToString(CultureInfo.InvariantCulture);
        var expected = isVariance ? "finite, and variances not negative" : "finite";
        throw new FormatException($"The encoder's weight '{name}' holds {actual}; an encoder's weights are {expected}.");
    }

    private static string Text(long[] shape) => $"[{string.Join(", ", shape)}]";
}
