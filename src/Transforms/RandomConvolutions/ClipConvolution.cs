using System.Numerics;

namespace MsMclr.MLNet.Transforms.RandomConvolutions;

/// <summary>
/// Convolves one clip after the other. It holds buffers, so each thread has its own. Sums are taken in the order in which
/// <see cref="ConvolutionGraph"/> takes them: both give the same bits.
/// </summary>
internal sealed class ClipConvolution
{
    private readonly ClipShape _shape;
    private readonly int _stride; // T rounded up to whole vectors.
    private readonly int _margin; // Room for the widest kernel on each side.
    private readonly float[] _channels; // [channels, stride]: each channel's values in time, then zeros.
    private readonly float[] _sum; // Margin, the sum of a few channels, margin. The margins stay 0.
    private readonly float[] _response;

    public ClipConvolution(ClipShape shape, int widestStep)
    {
        _shape = shape;
        _stride = (shape.Frames + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;
        _margin = KernelPositions.Reach * widestStep;
        _channels = new float[ConvolutionBank.ChannelCount(shape) * _stride];
        _sum = new float[_stride + (2 * _margin)];
        _response = new float[_stride];
    }

    /// <summary>Takes a clip <c>[C, T, V, M]</c>.</summary>
    public void Load(ReadOnlySpan<float> clip)
    {
        var perFrame = _shape.Joints * _shape.Bodies;
        for (var coordinate = 0; coordinate < _shape.Channels; coordinate++)
        {
            var first = coordinate * perFrame * _stride;
            for (var frame = 0; frame < _shape.Frames; frame++)
            {
                var values = clip.Slice(((coordinate * _shape.Frames) + frame) * perFrame, perFrame);
                for (var joint = 0; joint < values.Length; joint++)
                    _channels[first + (joint * _stride) + frame] = values[joint];
            }
        }
    }

    /// <summary>
    /// Convolves the sum of some channels of the loaded clip. A convolution is linear, so the sum of channels is taken first.
    /// The kernel is 3 at three taps minus 1 at all nine: minus the sum of nine taps, plus three times the sum of three.
    /// </summary>
    /// <returns>T values and, up to whole vectors, minus infinity, which is above no threshold. Valid until the next call.</returns>
    public ReadOnlySpan<float> Respond(KernelPositions kernel, int step, ReadOnlySpan<int> channels)
    {
        AddChannels(channels);
        var start = _margin - (KernelPositions.Reach * step);
        var three = new Vector<float>(3f);
        for (var at = 0; at < _stride; at += Vector<float>.Count)
        {
            var nine = new Vector<float>(_sum, start + at);
            for (var tap = 1; tap < KernelPositions.Length; tap++)
                nine += new Vector<float>(_sum, start + at + (tap * step));
            var twos = new Vector<float>(_sum, start + at + (kernel.First * step))
                + new Vector<float>(_sum, start + at + (kernel.Second * step))
                + new Vector<float>(_sum, start + at + (kernel.Third * step));
            ((three * twos) - nine).CopyTo(_response, at);
        }

        _response.AsSpan(_shape.Frames).Fill(float.NegativeInfinity);
        return _response;
    }

    /// <summary>Leaves out the frames at which the kernel reaches over an end of the clip.</summary>
    public void KeepValid(int step)
    {
        var reach = KernelPositions.Reach * step;
        _response.AsSpan(0, reach).Fill(float.NegativeInfinity);
        _response.AsSpan(_shape.Frames - reach, reach).Fill(float.NegativeInfinity);
    }

    /// <summary>How many values of the last response are above a threshold.</summary>
    public int CountAbove(float threshold)
    {
        var limit = new Vector<float>(threshold);
        var count = Vector<int>.Zero;
        for (var at = 0; at < _response.Length; at += Vector<float>.Count)
            count -= Vector.GreaterThan(new Vector<float>(_response, at), limit); // True is -1.
        return Vector.Sum(count);
    }

    private void AddChannels(ReadOnlySpan<int> channels)
    {
        var sum = _sum.AsSpan(_margin, _stride);
        _channels.AsSpan(channels[0] * _stride, _stride).CopyTo(sum);
        foreach (var channel in channels[1..])
            System.Numerics.Tensors.TensorPrimitives.Add(sum, _channels.AsSpan(channel * _stride, _stride), sum);
    }
}
