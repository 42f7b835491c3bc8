using MsMclr.MLNet.Trainers.Networks.Cpu;
using MsMclr.MLNet.Trainers.Networks.Cpu.Scales;
using MsMclr.MLNet.Trainers.Networks.Parameters;
using MsMclr.MLNet.Trainers.Ranks;
using MsMclr.MLNet.Transforms.Encoders.Architecture;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Networks;

/// <summary>
/// The skeleton encoder (ST-GCN) with its projection head and the three scales of motion attention. Owns its tensors. Its blocks run in
/// <see cref="CpuEncoder"/> on a CPU, and in <see cref="LibtorchBlocks"/> elsewhere and in the plain form.
/// </summary>
internal sealed class Encoder : IDisposable
{
    private readonly Tensor _adjacency;
    private readonly ScaleAverages _averages;
    private readonly EncoderForm _form;
    private readonly DropoutMask _dropout;
    private readonly LibtorchBlocks _libtorch;
    private readonly CpuEncoder? _cpu;
    private readonly CpuScales? _scales;
    private readonly int _clipsTogether;

    public Encoder(
        EncoderArchitecture architecture,
        ClipShape shape,
        SkeletonLayout layout,
        EncoderForm form,
        long seed,
        Device device,
        bool trainable = true,
        Communicator? ranks = null)
    {
        Shape = shape;
        Ranks = ranks ?? Communicator.None;
        State = new(architecture, seed, device, trainable);
        Adjacency = form.Graph ?? SkeletonGraph.Adjacency(layout, GraphPartition.Spatial, form.Distance);
        _adjacency = tensor(Adjacency, device: device).DetachFromDisposeScope();
        _averages = new(layout, device);
        _form = form;
        _clipsTogether = MotionAttention.ClipsTogether(form.Attention, shape.Bodies);
        _dropout = new(form.Dropout, seed);
        _libtorch = new(State, _adjacency, _dropout, form);
        if (!form.Plain && device.type == TorchSharp.DeviceType.CPU)
        {
            _cpu = new(State, shape, Adjacency, form.Precision, Ranks);
            _scales = new(layout, form.Axes);
        }

        Head = NewHead(State);
    }

    /// <summary>Gets the shape of the clips it is for.</summary>
    public ClipShape Shape { get; }

    public EncoderState State { get; }

    /// <summary>Gets who computes a batch.</summary>
    public Communicator Ranks { get; }

    /// <summary>Gets A, <c>[3, V, V]</c>, without edge importance.</summary>
    public float[,,] Adjacency { get; }

    /// <summary>
    /// Gets the groups of clips that what follows the blocks is computed for, each by itself. libtorch adds in an order that the size of a
    /// tensor decides, so a group's is the same whoever computes it. A GPU takes the whole batch at once.
    /// </summary>
    public IReadOnlyList<ClipGroup> Groups(int clips)
        => _cpu is null ? [new(0, 0, clips)] : ClipGroups.Of(clips, Ranks.Size, _clipsTogether);

    /// <summary>Gets the trained tensors that follow the blocks: projection and motion attention.</summary>
    public IEnumerable<string> HeadParameters => State.Architecture.Parameters
        .Where(parameter => parameter.IsTrained && !parameter.RequiredForScoring)
        .Select(parameter => parameter.Name);

    /// <summary>Gets what follows the blocks, with the encoder's own tensors.</summary>
    public NetworkHead Head { get; }

    /// <summary>Makes what follows the blocks with other tensors, which have the names of <see cref="HeadParameters"/>.</summary>
    public NetworkHead NewHead(ITrainedTensors tensors)
        => new(tensors, State.Architecture.Head, _averages, _form, _scales);

    /// <summary>Makes the dropout of a step a function of the step alone.</summary>
    public void BeginStep(long step) => _dropout.BeginStep(step);

    /// <summary>
    /// Computes feature maps <c>[R', D, T', V]</c> of clips <c>[N, C, T, V, M]</c>. <paramref name="observe"/> sees every stage, which
    /// takes libtorch's form.
    /// </summary>
    public Tensor Features(Tensor clips, BodyRows rows, bool training, Action<string, Tensor>? observe = null)
    {
        if (_cpu is not null && observe is null)
            return OnCpu(_cpu, clips, rows, training);
        return _libtorch.Apply(clips, rows, training, observe);
    }

    /// <summary>Computes the gradients of a loss. What goes wrong on the way is thrown here, not into libtorch.</summary>
    /// <param name="of">The loss, or features.</param>
    /// <param name="gradient">The gradient of features; a loss needs none.</param>
    public void Backward(Tensor of, Tensor? gradient = null)
    {
        of.backward(gradient is null ? null : [gradient]);
        _cpu?.BackwardFailure.Throw();
    }

    public void Dispose()
    {
        State.Dispose();
        _cpu?.Dispose();
        _scales?.Dispose();
        _adjacency.Dispose();
        _averages.Dispose();
    }

    private Tensor OnCpu(CpuEncoder cpu, Tensor clips, BodyRows rows, bool training)
    {
        var tape = cpu.Forward(clips, rows.Indices(clips.shape[0]), training, _dropout.Next);
        Tensor output;
        if (is_grad_enabled() && State[cpu.Parameters[0]].requires_grad)
        {
            output = EncoderFunction.apply([tape, .. cpu.Parameters.Select(name => State[name])]);
        }
        else
        {
            using (tape)
                output = tape.Output.alias();
        }

        var features = State.Architecture.FeatureSize;
        if (output.shape[3] != features)
            output = output.narrow(3, 0, features);
        return output.permute(0, 3, 2, 1);
    }
}
