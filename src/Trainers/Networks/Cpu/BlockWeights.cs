using MsMclr.MLNet.Trainers.Networks.Parameters;
using MsMclr.MLNet.Transforms.Encoders.Architecture;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>The weights of one block as the kernels read them: padded, in panels, forward and transposed.</summary>
internal sealed unsafe class BlockWeights : IDisposable
{
    private readonly FloatPool _pool;
    private readonly List<NativeFloats> _buffers = [];

    public BlockWeights(BlockShape shape, EncoderState state, JointEdges edges, int threads, FloatPool pool)
    {
        _pool = pool;
        var block = shape.Block;
        var inputs = block.Inputs;
        var outputs = block.Outputs;
        EdgeWeights = edges.Weights(state.Span(block.EdgeImportance));
        var mixing = state.Span(block.GraphConvolution.Weight);
        Mixing = Rent(3 * shape.Inputs * shape.Outputs);
        MixingBack = Rent(3 * shape.Inputs * shape.Outputs);
        MixingBias = Rent(3 * shape.Outputs);
        Reach = Rent(shape.Joints * shape.Outputs);
        for (var k = 0; k < 3; k++)
        {
            for (var o = 0; o < outputs; o++)
            {
                for (var i = 0; i < inputs; i++)
                {
                    var value = mixing[(((k * outputs) + o) * inputs) + i];
                    Mixing[MatrixKernels.PanelIndex((k * shape.Inputs) + i, o, 3 * shape.Inputs, shape.Outputs)] = value;
                    MixingBack[((long)k * shape.Inputs * shape.Outputs) + MatrixKernels.PanelIndex(o, i, shape.Outputs, shape.Inputs)] = value;
                }

                MixingBias[(k * shape.Outputs) + o] = state.Span(block.GraphConvolution.Bias)[(k * outputs) + o];
            }
        }

        edges.Reach(EdgeWeights, MixingBias, Reach, shape.Outputs);
        TemporalBias = Bias(state.Span(block.TemporalConvolution.Bias), shape.Outputs);
        if (shape.Fourier is { } plan)
            Fourier = new(shape, plan, state, threads, pool);
        else
            PackTemporal(shape, state.Span(block.TemporalConvolution.Weight));
        if (shape.Projects)
            PackResidual(shape, state.Span(block.ResidualConvolution.Weight), state.Span(block.ResidualConvolution.Bias));
    }

    public float[] EdgeWeights { get; }

    /// <summary><c>[3 * in, out]</c>.</summary>
    public float* Mixing { get; }

    /// <summary>Three of <c>[out, in]</c>.</summary>
    public float* MixingBack { get; }

    public float* MixingBias { get; }

    /// <summary><c>[V, out]</c>, not in panels: what the mixing bias comes to at each joint.</summary>
    public float* Reach { get; }

    /// <summary>In place of the three below where the convolution is done in the frequency domain.</summary>
    public FourierWeights? Fourier { get; }

    /// <summary><c>[9 * out, out]</c>.</summary>
    public float* Temporal { get; private set; }

    /// <summary>The taps backwards, transposed: all nine, or (stride 2) the five that reach even frames.</summary>
    public float* TemporalBack { get; private set; }

    /// <summary>Stride 2: the four taps that reach odd frames.</summary>
    public float* TemporalBackOdd { get; private set; }

    public float* TemporalBias { get; }

    public float* Residual { get; private set; }

    public float* ResidualBack { get; private set; }

    public float* ResidualBias { get; private set; }

    public void Dispose()
    {
        _buffers.ForEach(_pool.Return);
        _buffers.Clear();
        Fourier?.Dispose();
    }

    private void PackTemporal(BlockShape shape, ReadOnlySpan<float> weight)
    {
        int[] taps = [.. Enumerable.Range(0, EncoderArchitecture.TemporalKernel)];
        int[] backwards = [.. taps.Reverse()];
        Temporal = Taps(shape, weight, taps, transpose: false);
        if (shape.Block.Stride == 1)
        {
            TemporalBack = Taps(shape, weight, backwards, transpose: true);
            return;
        }

        TemporalBack = Taps(shape, weight, [.. backwards.Where(tap => tap % 2 == 0)], transpose: true);
        TemporalBackOdd = Taps(shape, weight, [.. backwards.Where(tap => tap % 2 == 1)], transpose: true);
    }

    private float* Taps(BlockShape shape, ReadOnlySpan<float> weight, int[] taps, bool transpose)
    {
        const int Kernel = EncoderArchitecture.TemporalKernel;
        var width = shape.Block.Outputs;
        var padded = shape.Outputs;
        var packed = Rent(taps.Length * padded * padded);
        for (var j = 0; j < taps.Length; j++)
        {
            for (var o = 0; o < width; o++)
            {
                for (var i = 0; i < width; i++)
                {
                    var row = (j * padded) + (transpose ? o : i);
                    var column = transpose ? i : o;
                    var value = weight[(((o * width) + i) * Kernel) + taps[j]];
                    packed[MatrixKernels.PanelIndex(row, column, taps.Length * padded, padded)] = value;
                }
            }
        }

        return packed;
    }

    private void PackResidual(BlockShape shape, ReadOnlySpan<float> weight, ReadOnlySpan<float> bias)
    {
        Residual = Rent(shape.Inputs * shape.Outputs);
        ResidualBack = Rent(shape.Inputs * shape.Outputs);
        ResidualBias = Bias(bias, shape.Outputs);
        for (var o = 0; o < shape.Block.Outputs; o++)
        {
            for (var i = 0; i < shape.Block.Inputs; i++)
            {
                var value = weight[(o * shape.Block.Inputs) + i];
                Residual[MatrixKernels.PanelIndex(i, o, shape.Inputs, shape.Outputs)] = value;
                ResidualBack[MatrixKernels.PanelIndex(o, i, shape.Outputs, shape.Inputs)] = value;
            }
        }
    }

    private float* Bias(ReadOnlySpan<float> bias, int padded)
    {
        var copy = Rent(padded);
        bias.CopyTo(new(copy, padded));
        return copy;
    }

    private float* Rent(int length)
    {
        var buffer = _pool.Rent(length);
        _buffers.Add(buffer);
        buffer.Clear();
        return buffer.Pointer;
    }
}
