using MsMclr.MLNet.Trainers.Networks.Parameters;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// The weights of one block as the kernels read them: padded, in <see cref="Panels"/>, forward and transposed. Made anew in every step,
/// which costs little beside the step: weights are far fewer than values.
/// </summary>
internal sealed unsafe class BlockWeights : IDisposable
{
    private readonly WeightBuffers _buffers;

    public BlockWeights(BlockShape shape, EncoderState state, SparseAdjacency adjacency, int threads, FloatPool pool)
    {
        _buffers = new(pool);
        var block = shape.Block;
        Edges = adjacency.Weights(state.Span(block.EdgeImportance));
        Graph = _buffers.Rent(shape.Subsets * shape.Inputs * shape.Outputs);
        GraphBack = _buffers.Rent(shape.Subsets * shape.Inputs * shape.Outputs);
        GraphBias = _buffers.Rent(shape.Subsets * shape.Outputs);
        JointBias = _buffers.Rent(shape.Joints * shape.Outputs);
        for (var k = 0; k < shape.Subsets; k++)
            PackGraph(shape, state.Span(block.GraphConvolution.Weight), state.Span(block.GraphConvolution.Bias), k);
        adjacency.JointBias(Edges, GraphBias, JointBias, shape.Outputs);
        TemporalBias = _buffers.Copy(state.Span(block.TemporalConvolution.Bias), shape.Outputs);
        if (shape.Fourier is { } plan)
            Fourier = new(shape, plan, state, threads, pool);
        else
            Temporal = new(shape, state.Span(block.TemporalConvolution.Weight), _buffers);
        if (shape.Projects)
            Residual = new(shape, block.ResidualConvolution, state, _buffers);
    }

    /// <summary>Gets the weights of the graph's edges.</summary>
    public float[] Edges { get; }

    /// <summary>Gets the graph convolution's weights with the subsets one below the other, <c>[K * in, out]</c>.</summary>
    public float* Graph { get; }

    /// <summary>Gets their transposes, K matrices <c>[out, in]</c>.</summary>
    public float* GraphBack { get; }

    /// <summary>Gets the graph convolution's bias, <c>[K, out]</c>.</summary>
    public float* GraphBias { get; }

    /// <summary>Gets what that bias comes to at each joint, <c>[V, out]</c>.</summary>
    public float* JointBias { get; }

    /// <summary>Gets the temporal convolution's taps, or null in the frequency domain.</summary>
    public TemporalWeights? Temporal { get; }

    /// <summary>Gets the temporal convolution's taps in the frequency domain, or null.</summary>
    public FourierWeights? Fourier { get; }

    /// <summary>Gets the temporal convolution's bias, <c>[out]</c>.</summary>
    public float* TemporalBias { get; }

    /// <summary>Gets the residual's weights, or null where it has none.</summary>
    public PointwiseWeights? Residual { get; }

    public void Dispose()
    {
        _buffers.Dispose();
        Fourier?.Dispose();
    }

    // From PyTorch's order, [K * out, in, 1, 1].
    private void PackGraph(BlockShape shape, ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, int subset)
    {
        var inputs = shape.Block.Inputs;
        var outputs = shape.Block.Outputs;
        var back = GraphBack + (subset * shape.Inputs * shape.Outputs);
        for (var o = 0; o < outputs; o++)
        {
            for (var i = 0; i < inputs; i++)
            {
                var value = weight[(((subset * outputs) + o) * inputs) + i];
                Graph[Panels.Index((subset * shape.Inputs) + i, o, shape.Subsets * shape.Inputs, shape.Outputs)] = value;
                back[Panels.Index(o, i, shape.Outputs, shape.Inputs)] = value;
            }
        }

        bias.Slice(subset * outputs, outputs).CopyTo(new(GraphBias + (subset * shape.Outputs), outputs));
    }
}
