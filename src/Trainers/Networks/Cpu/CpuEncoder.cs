using System.Runtime.ExceptionServices;
using MsMclr.MLNet.Trainers.Networks.Parameters;
using MsMclr.MLNet.Transforms.Encoders.Architecture;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// The ten blocks on the CPU, forward and backward, in kernels of our own: values of a row stay in cache through a block, absent
/// edges cost nothing, and nothing depends on how many threads there are.
/// </summary>
internal sealed unsafe class CpuEncoder : IDisposable
{
    private readonly EncoderState _state;
    private readonly ClipShape _clip;
    private readonly TrainingPrecision _precision;
    private readonly BlockShape[] _shapes;
    private readonly JointEdges _edges;
    private readonly BlockForward[] _forward;
    private readonly BlockBackward[] _backward;

    public CpuEncoder(EncoderState state, ClipShape clip, float[,,] adjacency, TrainingPrecision precision = TrainingPrecision.Full)
    {
        _state = state;
        _clip = clip;
        _precision = precision;
        _edges = new(adjacency);
        _shapes = BlockShape.Of(state.Architecture, clip.Frames);
        _forward = [.. _shapes.Select(shape => new BlockForward(shape, _edges, Pool))];
        _backward = [.. _shapes.Select((shape, i) => new BlockBackward(shape, _edges, _forward[i], Pool))];
        var parameters = state.Architecture.Parameters.Where(parameter => parameter.IsTrained && parameter.RequiredForScoring);
        Parameters = [.. parameters.Select(parameter => parameter.Name)];
    }

    public FloatPool Pool { get; } = new();

    /// <summary>What went wrong in a backward pass that libtorch called.</summary>
    public ExceptionDispatchInfo? BackwardFailure { get; set; }

    /// <summary>The tensors that take part.</summary>
    public IReadOnlyList<string> Parameters { get; }

    public long[] ShapeOf(string parameter) => _state[parameter].shape;

    /// <summary>Rows <c>n * M + m</c> of clips <c>[N, C, T, V, M]</c>; the tape belongs to the caller.</summary>
    public EncoderTape Forward(Tensor clips, IReadOnlyList<int> rows, bool training, Func<DropoutBits> dropout)
    {
        var first = _shapes[0];
        var raw = Pool.Rent((long)rows.Count * first.InputLength);
        using (var contiguous = clips.contiguous())
        {
            fixed (byte* bytes = contiguous.bytes)
                ClipRows.Copy((float*)bytes, rows, _clip, first, raw.Pointer);
        }

        var tape = new EncoderTape(this, Pool.Rent(raw.Length), raw, rows.Count, training)
        {
            DataNorm = new(first.Joints * first.Inputs, rows.Count, first.Frames),
            Output = empty(rows.Count, first.Joints, _shapes[^1].OutputFrames, _shapes[^1].Outputs).DetachFromDisposeScope(),
        };
        var threads = get_num_threads();
        DataNormalization.Forward(_state, tape, first, threads);
        for (var i = 0; i < _shapes.Length; i++)
            ForwardBlock(tape, i, threads, dropout);
        RowRanges.ForEach(rows.Count, threads, (_, from, to) =>
        {
            for (var row = from; row < to; row++)
                _forward[^1].Finish(tape.Blocks[^1], row);
        });
        return tape;
    }

    /// <summary>The gradient of every one of <see cref="Parameters"/>, given that of the output.</summary>
    public Dictionary<string, float[]> Backward(EncoderTape tape, float* gradient)
    {
        var gradients = Parameters.ToDictionary(name => name, name => new float[_state[name].numel()]);
        var threads = get_num_threads();
        var d = Pool.Rent((long)tape.Rows * _shapes[^1].OutputLength);
        Buffer.MemoryCopy(gradient, d.Pointer, d.Length * sizeof(float), d.Length * sizeof(float));
        var last = d;
        RowRanges.ForEach(tape.Rows, threads, (_, from, to) =>
        {
            for (var row = from; row < to; row++)
                _backward[^1].Begin(tape.Blocks[^1], row, last.Pointer + ((long)row * _shapes[^1].OutputLength));
        });
        for (var i = _shapes.Length - 1; i >= 0; i--)
        {
            var dInput = BackwardBlock(tape, i, d, threads, name => gradients[name]);
            Pool.Return(d);
            d = dInput;
        }

        Pool.Return(d);
        DataNormalization.Settle(tape, _shapes[0], name => gradients[name]);
        return gradients;
    }

    /// <summary>Throws what went wrong in a backward pass, once.</summary>
    public void ThrowBackwardFailure()
    {
        var failure = BackwardFailure;
        BackwardFailure = null;
        failure?.Throw();
    }

    public void Dispose() => Pool.Dispose();

    private void ForwardBlock(EncoderTape tape, int index, int threads, Func<DropoutBits> dropout)
    {
        var shape = _shapes[index];
        var input = index == 0 ? new RowStore(tape.Input.Pointer, shape.InputLength, Pool) : tape.Blocks[^1].Output;
        var output = index < _shapes.Length - 1 ? new RowStore(tape.Rows, shape.OutputLength, _precision, Pool) : LastOutput(tape, shape);
        var bits = tape.Training && shape.Block.Residual != BlockResidual.None ? dropout() : default;
        var block = new BlockTape(shape, tape.Rows, input, output, _precision, new(shape, _state, _edges, threads, Pool), bits, Pool);
        Action<int>? finish = index == 0 ? null : row => _forward[index - 1].Finish(tape.Blocks[index - 1], row);
        RowRanges.ForEach(tape.Rows, threads, (_, from, to) => _forward[index].Mix(block, from, to, finish));
        Settle(block.MixedNorm, shape.Block.GraphNorm, tape.Training);
        if (shape.Projects)
            Settle(block.ResidualNorm!, shape.Block.ResidualNorm, tape.Training);
        RowRanges.ForEach(tape.Rows, threads, (_, from, to) => _forward[index].Convolve(block, from, to));
        Settle(block.ConvolvedNorm, shape.Block.TemporalNorm, tape.Training);
        tape.Blocks.Add(block);
    }

    private RowStore LastOutput(EncoderTape tape, BlockShape shape)
    {
        fixed (byte* bytes = tape.Output.bytes)
            return new((float*)bytes, shape.OutputLength, Pool); // A tensor's memory does not move.
    }

    private NativeFloats BackwardBlock(EncoderTape tape, int index, NativeFloats gradient, int threads, Func<string, float[]> target)
    {
        var shape = _shapes[index];
        var block = tape.Blocks[index];
        using var sums = new BlockGradients(shape, _edges, RowRanges.Count(tape.Rows), Pool);
        var (mixed, input) = (Pool.Rent((long)tape.Rows * shape.MixedLength), Pool.Rent((long)tape.Rows * shape.InputLength));
        SettleGradient(block.ConvolvedNorm, shape.Block.TemporalNorm, target, tape.Training);
        if (shape.Projects)
            SettleGradient(block.ResidualNorm!, shape.Block.ResidualNorm, target, tape.Training);
        if (_forward[index].Wide is { } wide)
            BackwardWide(tape, index, wide, sums, gradient, mixed, threads);
        else
            RowRanges.ForEach(tape.Rows, threads, (range, from, to) => _backward[index].Convolution(block, sums, range, from, to, gradient.Pointer, mixed.Pointer));
        SettleGradient(block.MixedNorm, shape.Block.GraphNorm, target, tape.Training);
        RowRanges.ForEach(tape.Rows, threads, (range, from, to) => _backward[index].Mixing(block, sums, range, from, to, gradient.Pointer, mixed.Pointer, input.Pointer, row =>
        {
            if (index > 0)
                _backward[index - 1].Begin(tape.Blocks[index - 1], row, input.Pointer + ((long)row * shape.InputLength));
            else
                DataNormalization.Begin(tape, shape, row, input.Pointer);
        }));
        sums.Write(block.Weights, target);
        Pool.Return(mixed);
        return input;
    }

    private void BackwardWide(EncoderTape tape, int index, WideConvolution wide, BlockGradients sums, NativeFloats gradient, NativeFloats mixed, int threads)
    {
        var length = (long)wide.Plan.Products * tape.Rows * _shapes[index].Joints * _shapes[index].Outputs;
        var (spectra, dSpectra) = (Pool.Rent(length), Pool.Rent(length));
        RowRanges.ForEach(tape.Rows, threads, (range, from, to) =>
            _backward[index].WideConvolution(tape.Blocks[index], sums, range, from, to, gradient.Pointer, mixed.Pointer, spectra.Pointer, dSpectra.Pointer, tape.Rows));
        wide.WeightGradient(spectra.Pointer, dSpectra.Pointer, sums.Temporal(0), tape.Rows, threads);
        Pool.Return(spectra);
        Pool.Return(dSpectra);
    }

    private void Settle(ChannelNorm norm, EncoderLayer layer, bool training)
    {
        var mean = _state.Span(layer.RunningMean);
        var variance = _state.Span(layer.RunningVariance);
        norm.Settle(_state.Span(layer.Weight), _state.Span(layer.Bias), mean, variance, training);
    }

    private static void SettleGradient(ChannelNorm norm, EncoderLayer layer, Func<string, float[]> target, bool training)
        => norm.SettleGradient(target(layer.Weight), target(layer.Bias), training);
}
