using MsMclr.MLNet.Transforms.Encoders.Architecture;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// The nine taps of the temporal convolution, <c>y[t] = sum over j of x[stride * t + j] w[j]</c>, in <see cref="Panels"/>.
/// </summary>
/// <remarks>
/// The gradient of the inputs is a convolution too, with the taps in reverse order and transposed. With a stride of two, an input at an
/// even place meets the five even taps, one at an odd place the four odd ones: the gradient is two convolutions.
/// </remarks>
internal sealed unsafe class TemporalWeights
{
    private const int Kernel = EncoderArchitecture.TemporalKernel;

    public TemporalWeights(BlockShape shape, ReadOnlySpan<float> weight, WeightBuffers buffers)
    {
        int[] taps = [.. Enumerable.Range(0, Kernel)];
        int[] backwards = [.. taps.Reverse()];
        Forward = Pack(shape, weight, taps, transpose: false, buffers);
        if (shape.Block.Stride == 1)
        {
            Back = Pack(shape, weight, backwards, transpose: true, buffers);
            return;
        }

        Back = Pack(shape, weight, [.. backwards.Where(tap => tap % 2 == 0)], transpose: true, buffers);
        BackOdd = Pack(shape, weight, [.. backwards.Where(tap => tap % 2 == 1)], transpose: true, buffers);
    }

    /// <summary>Gets all taps, <c>[9 * in, out]</c>.</summary>
    public float* Forward { get; }

    /// <summary>Gets the reversed taps, <c>[9 * out, in]</c>, or with a stride of two the even ones, <c>[5 * out, in]</c>.</summary>
    public float* Back { get; }

    /// <summary>Gets the reversed odd taps, <c>[4 * out, in]</c>, with a stride of two.</summary>
    public float* BackOdd { get; }

    // From PyTorch's order, [out, in, 9, 1].
    private static float* Pack(BlockShape shape, ReadOnlySpan<float> weight, int[] taps, bool transpose, WeightBuffers buffers)
    {
        var width = shape.Block.Outputs;
        var padded = shape.Outputs;
        var packed = buffers.Rent(taps.Length * padded * padded);
        for (var j = 0; j < taps.Length; j++)
        {
            for (var o = 0; o < width; o++)
            {
                for (var i = 0; i < width; i++)
                {
                    var row = (j * padded) + (transpose ? o : i);
                    var column = transpose ? i : o;
                    var value = weight[(((o * width) + i) * Kernel) + taps[j]];
                    packed[Panels.Index(row, column, taps.Length * padded, padded)] = value;
                }
            }
        }

        return packed;
    }
}
