using MsMclr.MLNet.Trainers.Ranks;
using MsMclr.MLNet.Transforms.Encoders.Architecture;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// Sums of the gradients of a block's weights, in the kernels' order. Every range of rows has a set of its own, so that threads do not
/// write to the same sums. The sets are added as a tree, and ranks go on with it.
/// </summary>
internal sealed unsafe class BlockGradients : IDisposable
{
    private readonly FloatPool _pool;
    private readonly NativeFloats _sets;
    private readonly NativeFloats? _frequencyTaps;
    private readonly int[] _starts;
    private readonly BlockShape _shape;
    private readonly SparseAdjacency _adjacency;
    private readonly BatchRows _rows;

    public BlockGradients(BlockShape shape, SparseAdjacency adjacency, BatchRows rows, FloatPool pool)
    {
        _shape = shape;
        _adjacency = adjacency;
        _pool = pool;
        _rows = rows;
        _starts = Starts(Lengths(shape, adjacency));
        _sets = pool.Rent((long)rows.Ranges.Length * SetLength);
        _sets.Clear();
        if (shape.Fourier is not null)
            _frequencyTaps = pool.Rent(TapsLength(shape));
    }

    private enum Part
    {
        Graph,
        JointBias,
        Edges,
        Temporal,
        TemporalBias,
        Residual,
        ResidualBias,
    }

    private int SetLength => _starts[^1];

    /// <summary>Gets the graph convolution's, <c>[K * in, out]</c>.</summary>
    public float* Graph(int range) => At(range, Part.Graph);

    /// <summary>Gets those of its bias as it arrives at the joints, <c>[V, out]</c>.</summary>
    public float* JointBias(int range) => At(range, Part.JointBias);

    /// <summary>Gets those of the edges' weights, one for each.</summary>
    public float* Edges(int range) => At(range, Part.Edges);

    /// <summary>
    /// Gets the temporal convolution's, <c>[9 * out, out]</c>. In the frequency domain there is one set for all ranges, which is computed
    /// at once from all rows.
    /// </summary>
    public float* Temporal(int range) => _frequencyTaps is null ? At(range, Part.Temporal) : _frequencyTaps.Pointer;

    /// <summary>Gets those of its bias, <c>[out]</c>.</summary>
    public float* TemporalBias(int range) => At(range, Part.TemporalBias);

    /// <summary>Gets the residual's, <c>[in, out]</c>.</summary>
    public float* Residual(int range) => At(range, Part.Residual);

    /// <summary>Gets those of its bias, <c>[out]</c>.</summary>
    public float* ResidualBias(int range) => At(range, Part.ResidualBias);

    /// <summary>Adds the sets, and writes the gradients in PyTorch's shapes.</summary>
    public void Write(BlockWeights weights, Func<string, float[]> target)
    {
        PairwiseTree.Fold(_rows.Ranges.Length, AddSet);
        _rows.Ranks.Sum(new Span<float>(_sets.Pointer, SetLength), "gradients");
        var block = _shape.Block;
        WriteGraph(weights, target);
        WriteTemporal(target(block.TemporalConvolution.Weight), target(block.TemporalConvolution.Bias));
        if (!_shape.Projects)
            return;
        Transpose(Residual(0), target(block.ResidualConvolution.Weight));
        new Span<float>(ResidualBias(0), block.Outputs).CopyTo(target(block.ResidualConvolution.Bias));
    }

    public void Dispose()
    {
        _pool.Return(_sets);
        if (_frequencyTaps is not null)
            _pool.Return(_frequencyTaps);
    }

    private static int TapsLength(BlockShape shape) => EncoderArchitecture.TemporalKernel * shape.Outputs * shape.Outputs;

    // In the order of Part.
    private static int[] Lengths(BlockShape shape, SparseAdjacency adjacency) =>
    [
        shape.Subsets * shape.Inputs * shape.Outputs,
        shape.Joints * shape.Outputs,
        Lanes.RoundUp(adjacency.Count),
        shape.Fourier is null ? TapsLength(shape) : 0,
        shape.Outputs,
        shape.Projects ? shape.Inputs * shape.Outputs : 0,
        shape.Projects ? shape.Outputs : 0,
    ];

    private static int[] Starts(int[] lengths)
    {
        var starts = new int[lengths.Length + 1];
        for (var i = 0; i < lengths.Length; i++)
            starts[i + 1] = starts[i] + lengths[i];
        return starts;
    }

    private float* At(int range, Part part) => _sets.Row(range, SetLength) + _starts[(int)part];

    private void AddSet(int into, int from)
        => ElementKernels.AddScaled(_sets.Row(from, SetLength), 1, _sets.Row(into, SetLength), SetLength);

    private void WriteGraph(BlockWeights weights, Func<string, float[]> target)
    {
        var block = _shape.Block;
        var inputs = block.Inputs;
        var outputs = block.Outputs;
        var bias = new float[_shape.Subsets * _shape.Outputs];
        fixed (float* dBias = bias)
            _adjacency.JointBiasBackward(weights.Edges, weights.GraphBias, JointBias(0), dBias, Edges(0), _shape.Outputs);
        _adjacency.WriteImportanceGradient(Edges(0), target(block.EdgeImportance));
        var graph = target(block.GraphConvolution.Weight);
        var graphBias = target(block.GraphConvolution.Bias);
        for (var k = 0; k < _shape.Subsets; k++)
        {
            bias.AsSpan(k * _shape.Outputs, outputs).CopyTo(graphBias.AsSpan(k * outputs));
            Transpose(Graph(0) + (k * _shape.Inputs * _shape.Outputs), graph.AsSpan(k * outputs * inputs, outputs * inputs));
        }
    }

    // From [9, in, out] to [out, in, 9, 1].
    private void WriteTemporal(Span<float> weight, Span<float> bias)
    {
        var width = _shape.Block.Outputs;
        new Span<float>(TemporalBias(0), width).CopyTo(bias);
        for (var j = 0; j < EncoderArchitecture.TemporalKernel; j++)
        {
            for (var i = 0; i < width; i++)
            {
                var from = Temporal(0) + ((((long)j * _shape.Outputs) + i) * _shape.Outputs);
                for (var o = 0; o < width; o++)
                    weight[(((o * width) + i) * EncoderArchitecture.TemporalKernel) + j] = from[o];
            }
        }
    }

    // From [in, out] to [out, in], without padding.
    private void Transpose(float* from, Span<float> to)
    {
        for (var i = 0; i < _shape.Block.Inputs; i++)
        {
            for (var o = 0; o < _shape.Block.Outputs; o++)
                to[(o * _shape.Block.Inputs) + i] = from[(i * _shape.Outputs) + o];
        }
    }
}
