using System.Numerics.Tensors;

namespace MsMclr.MLNet.Transforms.Preparation;

/// <summary>
/// Step 5 of the preprocessing: coordinates divided by a length of the body. <see cref="ScaleGraph"/> is the same, operation by operation.
/// </summary>
internal sealed class BodyScale(ClipPreparation preparation)
{
    private readonly BodyLength _length = new(preparation);
    private readonly double[] _lengths = new double[preparation.Shape.Frames];

    /// <summary>Divides a clip <c>[C, T, V, M]</c>. One that no length can be measured in stays as it is.</summary>
    public void Apply(Span<float> clip)
    {
        for (var body = 0; body < preparation.Shape.Bodies; body++)
        {
            var lengths = Measure(clip, body);
            if (lengths.IsEmpty)
                continue;
            var coordinates = clip[..(clip.Length / preparation.Shape.Channels * preparation.Coordinates)];
            TensorPrimitives.Divide(coordinates, (float)Median(lengths), coordinates);
            return;
        }
    }

    // The lengths of the frames in which there is one.
    private Span<double> Measure(ReadOnlySpan<float> clip, int body)
    {
        var count = 0;
        for (var frame = 0; frame < preparation.Shape.Frames; frame++)
        {
            var length = _length.Of(clip, frame, body);
            if (length > 0)
                _lengths[count++] = length;
        }

        return _lengths.AsSpan(0, count);
    }

    private static double Median(Span<double> lengths)
    {
        lengths.Sort();
        return (lengths[lengths.Length / 2] + lengths[(lengths.Length - 1) / 2]) * 0.5;
    }
}
