using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Transforms.Encoders.Whitening;

/// <summary>The tensors that a whitening adds to an encoder's weights.</summary>
internal static class WhiteningWeights
{
    /// <summary>The mean m, <c>[E]</c>.</summary>
    public const string Mean = "whitening.mean";

    /// <summary>The principal directions, each divided by its power of the spread, <c>[E, K]</c>.</summary>
    public const string Directions = "whitening.directions";

    /// <summary>The names that an encoder with this whitening has among its weights.</summary>
    public static IReadOnlyList<string> Of(EmbeddingWhitening whitening)
    {
        if (whitening == EmbeddingWhitening.None)
            return [];
        return whitening.Power > 0 ? [Mean, Directions] : [Mean];
    }

    /// <summary>Checks that they are there and fit a read-out of so many numbers.</summary>
    /// <exception cref="FormatException">One is missing or misshapen.</exception>
    public static void Check(EmbeddingWhitening whitening, IReadOnlyDictionary<string, EncoderTensor> weights, long size)
    {
        foreach (var name in Of(whitening))
        {
            if (!weights.TryGetValue(name, out var tensor))
                throw new FormatException($"The encoder is whitened, but has no '{name}'.");
            var isMean = name == Mean && tensor.Shape.AsSpan().SequenceEqual([size]);
            var areDirections = name == Directions && tensor.Shape is [var rows, >= 1 and <= 1_024] && rows == size;
            if (!isMean && !areDirections)
                throw new FormatException($"The encoder's '{name}' does not fit its read-out of {size:N0} numbers.");
        }
    }
}
