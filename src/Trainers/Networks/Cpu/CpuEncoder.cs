using MsMclr.MLNet.Trainers.Networks.Parameters;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// The ten blocks on the CPU, forward and backward, in kernels of our own (docs/kernels.md): values of a row stay in cache through a
/// block, absent edges cost nothing, and nothing depends on how many threads there are.
/// </summary>
internal sealed unsafe class CpuEncoder : IDisposable
{
    private readonly EncoderState _state;
    private readonly ClipShape _clip;
    private readonly CpuBlock[] _blocks;
    private readonly ForwardPass _forward;
    private readonly BackwardPass _backward;

    public CpuEncoder(
        EncoderState state, ClipShape clip, float[,,] adjacency, TrainingPrecision precision = TrainingPrecision.Full,
        Communicator? ranks = null)
    {
        Ranks = ranks ?? Communicator.None;
        _state = state;
        _clip = clip;
        var edges = new SparseAdjacency(adjacency);
        _blocks = [.. BlockShape.Of(state.Architecture, clip.Frames).Select(shape => new CpuBlock(shape, edges, Pool))];
        _forward = new(_blocks, edges, state, precision, Pool);
        _backward = new(_blocks, edges, Pool);
        var parameters = state.Architecture.Parameters.Where(parameter => parameter.IsTrained && parameter.RequiredForScoring);
        Parameters = [.. parameters.Select(parameter => parameter.Name)];
    }

    public FloatPool Pool { get; } = new();

    /// <summary>Gets who computes a batch.</summary>
    public Communicator Ranks { get; }

    /// <summary>Gets what went wrong in a backward pass that libtorch called.</summary>
    public BackwardFailure BackwardFailure { get; } = new();

    /// <summary>Gets the names of the tensors that take part.</summary>
    public IReadOnlyList<string> Parameters { get; }

    /// <summary>Gets the shape of a parameter.</summary>
    public long[] ShapeOf(string parameter) => _state[parameter].shape;

    /// <summary>Computes rows <c>n * M + m</c> of clips <c>[N, C, T, V, M]</c>. The tape belongs to the caller.</summary>
    public EncoderTape Forward(Tensor clips, IReadOnlyList<int> rows, bool training, Func<DropoutBits> dropout)
    {
        var first = _blocks[0].Shape;
        var last = _blocks[^1].Shape;
        var raw = Pool.Rent((long)rows.Count * first.InputLength);
        using (var contiguous = clips.contiguous())
        {
            fixed (byte* bytes = contiguous.bytes)
                ClipRows.Copy((float*)bytes, rows, _clip, first, raw.Pointer);
        }

        var batch = new BatchRows(rows, (int)clips.shape[0], _clip.Bodies, training ? Ranks : Communicator.None);
        var tape = new EncoderTape(this, Pool.Rent(raw.Length), raw, batch, training)
        {
            DataNorm = new(first.Joints * first.Inputs, batch, first.Frames),
            Output = empty(rows.Count, first.Joints, last.OutputFrames, last.Outputs).DetachFromDisposeScope(),
        };
        _forward.Run(tape, get_num_threads(), dropout);
        return tape;
    }

    /// <summary>Computes the gradient of every one of <see cref="Parameters"/>, given that of the output.</summary>
    public Dictionary<string, float[]> Backward(EncoderTape tape, float* gradient)
    {
        var gradients = Parameters.ToDictionary(name => name, name => new float[_state[name].numel()]);
        _backward.Run(tape, gradient, get_num_threads(), name => gradients[name]);
        return gradients;
    }

    public void Dispose() => Pool.Dispose();
}
