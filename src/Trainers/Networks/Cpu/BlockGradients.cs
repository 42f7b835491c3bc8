using MsMclr.MLNet.Transforms.Encoders.Architecture;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>Sums of weight gradients, one set for each range of rows, put together in the ranges' order.</summary>
internal sealed unsafe class BlockGradients : IDisposable
{
    private readonly FloatPool _pool;
    private readonly NativeFloats _buffer;
    private readonly NativeFloats? _wide;
    private readonly int[] _starts;
    private readonly BlockShape _shape;
    private readonly JointEdges _edges;

    public BlockGradients(BlockShape shape, JointEdges edges, int ranges, FloatPool pool)
    {
        (_shape, _edges, _pool, Ranges) = (shape, edges, pool, ranges);
        var square = shape.Projects ? shape.Inputs * shape.Outputs : 0;
        int[] lengths =
        [
            3 * shape.Inputs * shape.Outputs, shape.Joints * shape.Outputs, MatrixKernels.Padded(edges.Count),
            shape.Fourier is null ? EncoderArchitecture.TemporalKernel * shape.Outputs * shape.Outputs : 0, shape.Outputs,
            square, shape.Projects ? shape.Outputs : 0,
        ];
        _starts = new int[lengths.Length + 1];
        for (var i = 0; i < lengths.Length; i++)
            _starts[i + 1] = _starts[i] + lengths[i];
        _buffer = pool.Rent((long)ranges * _starts[^1]);
        _buffer.Clear();
        if (shape.Fourier is not null)
            _wide = pool.Rent((long)EncoderArchitecture.TemporalKernel * shape.Outputs * shape.Outputs);
    }

    public int Ranges { get; }

    /// <summary><c>[3 * in, out]</c>.</summary>
    public float* Mixing(int range) => At(range, 0);

    /// <summary><c>[V, out]</c>.</summary>
    public float* Reach(int range) => At(range, 1);

    /// <summary>One for each edge.</summary>
    public float* Edges(int range) => At(range, 2);

    /// <summary><c>[9 * out, out]</c>; one for all ranges where the convolution is done in the frequency domain.</summary>
    public float* Temporal(int range) => _wide is null ? At(range, 3) : _wide.Pointer;

    public float* TemporalBias(int range) => At(range, 4);

    /// <summary><c>[in, out]</c>.</summary>
    public float* Residual(int range) => At(range, 5);

    public float* ResidualBias(int range) => At(range, 6);

    /// <summary>Writes the gradients in PyTorch's shapes.</summary>
    public void Write(BlockWeights weights, Func<string, float[]> target)
    {
        for (var range = 1; range < Ranges; range++)
            ChannelKernels.AddScaled(At(range, 0), 1, At(0, 0), _starts[^1]);
        var block = _shape.Block;
        var inputs = block.Inputs;
        var outputs = block.Outputs;
        var bias = new float[3 * _shape.Outputs];
        fixed (float* dBias = bias)
            _edges.AddReachGradients(weights.EdgeWeights, weights.MixingBias, Reach(0), dBias, Edges(0), _shape.Outputs);
        _edges.Importance(Edges(0), target(block.EdgeImportance));
        var mixing = target(block.GraphConvolution.Weight);
        var mixingBias = target(block.GraphConvolution.Bias);
        for (var k = 0; k < 3; k++)
        {
            bias.AsSpan(k * _shape.Outputs, outputs).CopyTo(mixingBias.AsSpan(k * outputs));
            Transpose(Mixing(0) + (k * _shape.Inputs * _shape.Outputs), mixing.AsSpan(k * outputs * inputs, outputs * inputs), inputs, outputs);
        }

        WriteTemporal(target(block.TemporalConvolution.Weight), target(block.TemporalConvolution.Bias));
        if (!_shape.Projects)
            return;
        Transpose(Residual(0), target(block.ResidualConvolution.Weight), inputs, outputs);
        new Span<float>(ResidualBias(0), outputs).CopyTo(target(block.ResidualConvolution.Bias));
    }

    public void Dispose()
    {
        _pool.Return(_buffer);
        if (_wide is not null)
            _pool.Return(_wide);
    }

    private float* At(int range, int part) => _buffer.Pointer + ((long)range * _starts[^1]) + _starts[part];

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

    private void Transpose(float* from, Span<float> to, int inputs, int outputs)
    {
        for (var i = 0; i < inputs; i++)
        {
            for (var o = 0; o < outputs; o++)
                to[(o * inputs) + i] = from[(i * _shape.Outputs) + o];
        }
    }
}
