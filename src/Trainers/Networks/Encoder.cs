using MsMclr.MLNet.Trainers.Networks.Cpu;
using MsMclr.MLNet.Trainers.Networks.Parameters;
using MsMclr.MLNet.Trainers.Torch;
using MsMclr.MLNet.Transforms.Encoders.Architecture;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Networks;

/// <summary>The skeleton encoder (ST-GCN) with its projection head and the three scales of motion attention. Owns its tensors.</summary>
internal sealed class Encoder : IDisposable
{
    private readonly Tensor _adjacency;
    private readonly Tensor _parts;
    private readonly Tensor _regions;
    private readonly MotionAttention _attention;
    private readonly DropoutMask _dropout;
    private readonly bool _plain;
    private readonly ScalarType _layers;
    private readonly CpuEncoder? _cpu;

    public Encoder(
        EncoderArchitecture architecture, ClipShape shape, SkeletonLayout layout, EncoderForm form, long seed, Device device,
        bool trainable = true)
    {
        Shape = shape;
        State = new(architecture, seed, device, trainable);
        Adjacency = form.Graph ?? SkeletonGraph.Adjacency(layout, GraphPartition.Spatial, form.Distance);
        _adjacency = tensor(Adjacency, device: device).DetachFromDisposeScope();
        _parts = Averages(layout.Parts, layout.JointCount, device);
        _regions = Averages(layout.Regions, layout.JointCount, device);
        _attention = new(State, form.Attention, form.Axes);
        _dropout = new(form.Dropout, seed);
        _plain = form.Plain;
        _layers = form.Precision == TrainingPrecision.BFloat16 ? ScalarType.BFloat16 : ScalarType.Float32;
        _cpu = form.Plain || device.type != TorchSharp.DeviceType.CPU ? null : new(State, shape, Adjacency, form.Precision);
    }

    /// <summary>The clips it is for.</summary>
    public ClipShape Shape { get; }

    public EncoderState State { get; }

    /// <summary>A, <c>[3, V, V]</c>, without edge importance.</summary>
    public float[,,] Adjacency { get; }

    /// <summary>Makes the dropout of a step a function of the step alone.</summary>
    public void BeginStep(long step) => _dropout.BeginStep(step);

    /// <summary>Feature maps <c>[R', D, T', V]</c> of clips <c>[N, C, T, V, M]</c>.</summary>
    public Tensor Features(Tensor clips, BodyRows rows, bool training, Action<string, Tensor>? observe = null)
    {
        if (_cpu is not null && observe is null)
            return OnCpu(_cpu, clips, rows, training);
        var (n, c, t, v, m) = (clips.shape[0], clips.shape[1], clips.shape[2], clips.shape[3], clips.shape[4]);
        var x = rows.Select(clips.permute(0, 4, 3, 1, 2).reshape(n * m, v * c, t));
        x = BatchNormalization.Apply(State, EncoderArchitecture.DataNorm, x, training);
        observe?.Invoke(EncoderArchitecture.DataNorm.Name, x);
        x = x.view(-1, v, c, t).permute(0, 2, 3, 1).contiguous().to(_layers);
        foreach (var block in State.Architecture.Blocks)
        {
            x = Block(block, x, training);
            observe?.Invoke($"block{block.Index}", x);
        }

        return x.to(ScalarType.Float32);
    }

    /// <summary><c>[R', D, T', V']</c> to <c>[N, D]</c>: the mean over time and joints, then over bodies.</summary>
    public static Tensor Pool(Tensor features, BodyRows rows) => rows.Pool(features.mean([2, 3]));

    /// <summary>The projection head, <c>[N, D]</c> to <c>[N, P]</c>.</summary>
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

    /// <summary>The three scales of motion attention: feature maps at joint, part and body scale.</summary>
    public (Tensor Joint, Tensor Part, Tensor Body) Scales(Tensor features, Action<string, Tensor>? observe = null)
    {
        if (_cpu is not null && observe is null)
        {
            var x = features.permute(0, 3, 2, 1).contiguous(); // A copy only where the kernels' width is not a whole number of registers.
            return (LastScale(x), LastScale(Grouped(x, _parts)), LastScale(Grouped(x, _regions)));
        }

        return (Scale("joint", features, observe), Scale("part", matmul(features, _parts), observe), Scale("body", matmul(features, _regions), observe));
    }

    /// <summary>The gradients of a loss. What goes wrong on the way is thrown here, not into libtorch.</summary>
    public void Backward(Tensor loss)
    {
        loss.backward();
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

    private Tensor LastScale(Tensor x) => _attention.ApplyChannelsLast(x).permute(0, 3, 2, 1);

    // [R, V, T, D] to the means of joint groups, [R, V', T, D].
    private static Tensor Grouped(Tensor x, Tensor averages)
        => matmul(averages.t(), x.view(x.shape[0], x.shape[1], -1)).view(x.shape[0], averages.shape[1], x.shape[2], x.shape[3]);

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

        return output.narrow(3, 0, State.Architecture.FeatureSize).permute(0, 3, 2, 1);
    }

    private Tensor Scale(string name, Tensor x, Action<string, Tensor>? observe)
    {
        observe?.Invoke($"{name}.in", x);
        return _attention.Apply(x, observe is null ? null : (stage, tensor) => observe($"{name}.{stage}", tensor));
    }

    private Tensor Linear(EncoderLayer layer, Tensor x) => nn.functional.linear(x, State[layer.Weight], State[layer.Bias]);

    private Tensor Block(EncoderBlock block, Tensor x, bool training)
    {
        var graph = block.GraphConvolution;
        var temporal = block.TemporalConvolution;
        var residual = block.ResidualConvolution;
        var links = (_adjacency * State[block.EdgeImportance]).to(_layers);
        var y = GraphConvolution.Apply(x, Layer(graph.Weight), Layer(graph.Bias), links, _plain);
        y = BatchNormalization.Apply(State, block.GraphNorm, y, training).relu();
        y = Convolution.OverTime(y, Layer(temporal.Weight), Layer(temporal.Bias), block.Stride);
        y = BatchNormalization.Apply(State, block.TemporalNorm, y, training);
        if (training && block.Residual != BlockResidual.None)
            y = _dropout.Apply(y); // The first block, which has no residual, has no dropout either.
        return block.Residual switch
        {
            BlockResidual.None => y.relu(),
            BlockResidual.Identity => y.Plus(x).relu(),
            _ => y.Plus(BatchNormalization.Apply(State, block.ResidualNorm,
                Convolution.OverTime(x, Layer(residual.Weight), Layer(residual.Bias), block.Stride), training)).relu(),
        };
    }

    // Gradients come back to the weight itself, in its own precision.
    private Tensor Layer(string name) => State[name].to(_layers);

    private static Tensor Averages(IReadOnlyList<JointGroup> groups, int joints, Device device)
    {
        var averages = new float[joints, groups.Count];
        for (var group = 0; group < groups.Count; group++)
        {
            foreach (var joint in groups[group].Joints)
                averages[joint, group] = 1f / groups[group].Joints.Length;
        }

        return tensor(averages, device: device).DetachFromDisposeScope();
    }
}

/// <summary>What of an encoder is a choice of the recipe.</summary>
internal readonly record struct EncoderForm(GraphDistance Distance, AttentionScope Attention, MotionAxes Axes, double Dropout)
{
    /// <summary>The reference's operations in the reference's order: the oracle of the faster forms, which round differently.</summary>
    public bool Plain { get; init; }

    /// <summary>In how many bits values stand between layers.</summary>
    public TrainingPrecision Precision { get; init; }

    /// <summary>A, <c>[3, V, V]</c>, of an encoder that has one already; the layout's otherwise.</summary>
    public float[,,]? Graph { get; init; }
}
