using MsMclr.MLNet.Trainers.Networks.Cpu;
using MsMclr.MLNet.Trainers.Networks.Parameters;
using MsMclr.MLNet.Trainers.Ranks;
using MsMclr.MLNet.Trainers.Torch;
using MsMclr.MLNet.Transforms.Encoders.Architecture;
using MsMclr.MLNet.Transforms.Encoders.Readout;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Networks;

/// <summary>
/// The skeleton encoder (ST-GCN) with its projection head and the three scales of motion attention. Owns its tensors. Its blocks run in
/// <see cref="CpuEncoder"/> on a CPU, and in <see cref="LibtorchBlocks"/> elsewhere and in the plain form.
/// </summary>
internal sealed class Encoder : IDisposable
{
    private readonly Tensor _adjacency;
    private readonly JointAverages _parts;
    private readonly JointAverages _regions;
    private readonly MotionAttention _attention;
    private readonly DropoutMask _dropout;
    private readonly LibtorchBlocks _libtorch;
    private readonly CpuEncoder? _cpu;
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
        _parts = new(layout.Parts, layout.JointCount, device);
        _regions = new(layout.Regions, layout.JointCount, device);
        _attention = new(State, form.Attention, form.Axes);
        _clipsTogether = MotionAttention.ClipsTogether(form.Attention, shape.Bodies);
        _dropout = new(form.Dropout, seed);
        _libtorch = new(State, _adjacency, _dropout, form);
        if (!form.Plain && device.type == TorchSharp.DeviceType.CPU)
            _cpu = new(State, shape, Adjacency, form.Precision, Ranks);
    }

    /// <summary>Gets the shape of the clips it is for.</summary>
    public ClipShape Shape { get; }

    public EncoderState State { get; }

    /// <summary>Gets who computes a batch.</summary>
    public Communicator Ranks { get; }

    /// <summary>Gets A, <c>[3, V, V]</c>, without edge importance.</summary>
    public float[,,] Adjacency { get; }

    /// <summary>
    /// Gets the groups of clips that what follows the blocks is computed for, one after the other. libtorch adds in an order that the size
    /// of a tensor decides, so a group's is the same whoever computes it. A GPU takes the whole batch at once.
    /// </summary>
    public IReadOnlyList<ClipGroup> Groups(int clips)
        => _cpu is null ? [new(0, 0, clips)] : ClipGroups.Of(clips, Ranks.Size, _clipsTogether);

    /// <summary>Gets the trained tensors that follow the blocks: projection and motion attention.</summary>
    public IEnumerable<string> HeadParameters => State.Architecture.Parameters
        .Where(parameter => parameter.IsTrained && !parameter.RequiredForScoring)
        .Select(parameter => parameter.Name);

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

    /// <summary>Averages <c>[R', D, T', V']</c> to <c>[N, D]</c>: over time and joints, then over bodies.</summary>
    public static Tensor Pool(Tensor features, BodyRows rows) => rows.Pool(features.mean([2, 3]));

    /// <summary>
    /// Averages <c>[R', D, T', V]</c> over each of the layout's parts in each of equal segments of time, then over bodies:
    /// <c>[N, S * parts, D]</c>.
    /// </summary>
    public Tensor PoolParts(Tensor features, BodyRows rows, int segments)
    {
        var parts = _parts.ApplyChannelsLast(features.permute(0, 3, 2, 1).contiguous());
        var ranges = FrameRange.Divide((int)parts.shape[2], segments);
        var rowsOfParts = Concatenation.Of(
            1, [.. ranges.Select(range => parts.narrow(2, range.First, range.End - range.First).mean([2]))]);
        var pooled = rows.Pool(rowsOfParts.view(rowsOfParts.shape[0], -1));
        return pooled.view(pooled.shape[0], rowsOfParts.shape[1], rowsOfParts.shape[2]);
    }

    /// <summary>Computes the projection head, <c>[N, D]</c> to <c>[N, P]</c>.</summary>
    /// <exception cref="InvalidOperationException">The encoder has no head.</exception>
    public Tensor Project(Tensor pooled)
    {
        var head = State.Architecture.Head;
        if (head is null)
            throw new InvalidOperationException("The encoder has no projection head.");
        if (head.HasHiddenLayer)
            pooled = Linear(EncoderHead.HiddenLayer, pooled).relu();
        return Linear(head.OutputLayer, pooled);
    }

    /// <summary>Computes the three scales of motion attention from feature maps <c>[R', D, T', V]</c>.</summary>
    public ScaledFeatures Scales(Tensor features, Action<string, Tensor>? observe = null)
    {
        if (_cpu is not null && observe is null)
            return ScalesOnCpu(features);
        return new(
            Joint: Attend("joint", features, observe),
            Part: Attend("part", _parts.Apply(features), observe),
            Region: Attend("body", _regions.Apply(features), observe)); // The paper calls regions bodies.
    }

    /// <summary>Computes the gradients of a loss. What goes wrong on the way is thrown here, not into libtorch.</summary>
    /// <param name="of">The loss, or features.</param>
    /// <param name="gradient">The gradient of features; a loss needs none.</param>
    public void Backward(Tensor of, Tensor? gradient = null)
    {
        of.backward(gradient is null ? null : [gradient]);
        _cpu?.ThrowBackwardFailure();
    }

    public void Dispose()
    {
        State.Dispose();
        _cpu?.Dispose();
        _adjacency.Dispose();
        _parts.Dispose();
        _regions.Dispose();
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

    private ScaledFeatures ScalesOnCpu(Tensor features)
    {
        // A copy only where the kernels' width is not a whole number of registers.
        var lastly = features.permute(0, 3, 2, 1).contiguous();
        return new(
            Joint: AttendChannelsLast(lastly),
            Part: AttendChannelsLast(_parts.ApplyChannelsLast(lastly)),
            Region: AttendChannelsLast(_regions.ApplyChannelsLast(lastly)));
    }

    private Tensor AttendChannelsLast(Tensor x) => _attention.ApplyChannelsLast(x).permute(0, 3, 2, 1);

    private Tensor Attend(string scale, Tensor x, Action<string, Tensor>? observe)
    {
        observe?.Invoke($"{scale}.in", x);
        return _attention.Apply(x, observe is null ? null : (stage, tensor) => observe($"{scale}.{stage}", tensor));
    }

    private Tensor Linear(EncoderLayer layer, Tensor x) => nn.functional.linear(x, State[layer.Weight], State[layer.Bias]);
}
