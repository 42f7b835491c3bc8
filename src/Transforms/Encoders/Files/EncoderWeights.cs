using System.Globalization;
using MsMclr.MLNet.Transforms.Encoders.Architecture;

namespace MsMclr.MLNet.Transforms.Encoders.Files;

/// <summary>Checks that an encoder has the weights of its architecture, and that they are numbers.</summary>
internal static class EncoderWeights
{
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
            var isVariance = EncoderLayer.IsVariance(name);
            if (tensor.Values.AsSpan().IndexOfAnyExceptInRange(isVariance ? 0 : float.MinValue, float.MaxValue) is >= 0 and var at)
                throw new FormatException($"The encoder's weight '{name}' holds {tensor.Values[at].ToString(CultureInfo.InvariantCulture)}; an encoder's weights are finite{(isVariance ? ", and variances not negative" : "")}.");
        }

        foreach (var parameter in encoder.Architecture.Required)
        {
            var expected = Text(parameter.Shape);
            if (!encoder.Weights.TryGetValue(parameter.Name, out var tensor))
                throw new FormatException($"The encoder has no weight '{parameter.Name}'; it should be {expected}.");
            if (!tensor.Shape.AsSpan().SequenceEqual(parameter.Shape))
                throw new FormatException($"The encoder's weight '{parameter.Name}' is {Text(tensor.Shape)}; {expected} is expected.");
        }
    }

    private static string Text(long[] shape) => $"[{string.Join(", ", shape)}]";
}
