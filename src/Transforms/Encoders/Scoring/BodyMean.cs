using System.Numerics.Tensors;
using MsMclr.MLNet.Transforms.Encoders.Definition;

namespace MsMclr.MLNet.Transforms.Encoders.Scoring;

/// <summary>The mean over a clip's bodies, in the order of operations of the ONNX graph.</summary>
internal readonly ref struct BodyMean(EncoderDefinition encoder, ReadOnlySpan<float> absent)
{
    private readonly ReadOnlySpan<float> _absent = absent;

    /// <summary>
    /// Writes a clip's features for every M flags. Features of present bodies follow each other in <paramref name="scored"/>.
    /// </summary>
    public void Write(ReadOnlySpan<bool> present, ReadOnlySpan<float> scored, Span<float> features)
    {
        var size = encoder.FeatureSize;
        for (var clip = 0; clip * encoder.Shape.Bodies < present.Length; clip++)
        {
            var flags = present.Slice(clip * encoder.Shape.Bodies, encoder.Shape.Bodies);
            var count = flags.Count(true);
            var all = !encoder.ExcludeAbsentBodies || count == 0;
            var mean = features.Slice(clip * size, size);
            mean.Clear();
            foreach (var isPresent in flags)
            {
                if (isPresent || all)
                    TensorPrimitives.Add(mean, isPresent ? scored[..size] : _absent, mean);
                if (isPresent)
                    scored = scored[size..];
            }

            TensorPrimitives.Divide(mean, all ? flags.Length : count, mean);
        }
    }
}
