using static TorchSharp.torch;

namespace MsMclr.MLNet.Tests;

/// <summary>
/// What an encoder computes, in double precision and in the order of the method's formulas. Its tensors are copies of the encoder's
/// as they stood when the oracle was made. Without dropout.
/// </summary>
internal sealed class EncoderOracle : ITrainedTensors, IDisposable
{
    private readonly Dictionary<string, Tensor> _tensors = [];
    private readonly EncoderSize _size;
    private readonly Tensor _adjacency;
    private readonly MotionAttention _attention;

    public EncoderOracle(Encoder source, AttentionScope attention = AttentionScope.Time, MotionAxes axes = MotionAxes.TimeAndJoint)
    {
        _size = source.State.Size;
        _adjacency = tensor(source.Adjacency).to(ScalarType.Float64).DetachFromDisposeScope();
        _attention = new(this, attention, axes);
        Parameters = [.. source.State.Parameters];
        foreach (var name in source.State.Names)
        {
            var copy = source.State[name].detach().to(ScalarType.Float64);
            _tensors[name] = (Parameters.Contains(name) ? copy.requires_grad_() : copy).DetachFromDisposeScope();
        }
    }

    public IEnumerable<string> Parameters { get; }

    public Tensor this[string name] => _tensors[name];

    /// <summary>Feature maps <c>[R', D, T', V]</c> of clips <c>[N, C, T, V, M]</c>.</summary>
    public Tensor Features(Tensor clips, BodyRows rows, bool training)
    {
        var channels = clips.shape[1];
        var frames = clips.shape[2];
        var joints = clips.shape[3];
        var x = clips.to(ScalarType.Float64).permute(0, 4, 3, 1, 2).reshape(-1, joints * channels, frames);
        x = BatchNormalisation.Apply(this, "data_bn", rows.Select(x), training);
        x = x.view(-1, joints, channels, frames).permute(0, 2, 3, 1);
        for (var index = 0; index < _size.Blocks.Count; index++)
            x = Block(index, x, training);
        return x;
    }

    /// <summary>Feature maps at joint, part and body scale.</summary>
    public Tensor[] Scales(Tensor features, SkeletonLayout layout)
        =>
        [
            _attention.Apply(features),
            _attention.Apply(Grouped(features, layout.Parts)),
            _attention.Apply(Grouped(features, layout.Bodies)),
        ];

    public void Dispose()
    {
        _adjacency.Dispose();
        foreach (var tensor in _tensors.Values)
        {
            tensor.grad?.Dispose();
            tensor.Dispose();
        }
    }

    private Tensor Block(int index, Tensor x, bool training)
    {
        var name = $"st_gcn_networks.{index}";
        var block = _size.Blocks[index];
        var adjacency = _adjacency * this[$"edge_importance.{index}"];
        var y = GraphConvolution.ConvolutionFirst(x, this[$"{name}.gcn.conv.weight"], this[$"{name}.gcn.conv.bias"], adjacency);
        y = BatchNormalisation.Apply(this, $"{name}.tcn.0", y, training).relu();
        y = Convolution.OverTime(y, this[$"{name}.tcn.2.weight"], this[$"{name}.tcn.2.bias"], block.Stride);
        y = BatchNormalisation.Apply(this, $"{name}.tcn.3", y, training);
        if (block.Residual == Residual.None)
            return y.relu();
        if (block.Residual == Residual.Identity)
            return y.Plus(x).relu();
        var residual = Convolution.OverTime(x, this[$"{name}.residual.0.weight"], this[$"{name}.residual.0.bias"], block.Stride);
        return y.Plus(BatchNormalisation.Apply(this, $"{name}.residual.1", residual, training)).relu();
    }

    private static Tensor Grouped(Tensor features, IReadOnlyList<JointGroup> groups)
        => stack(groups.Select(group => features.index_select(3, Indices(group)).mean([3L])), 3);

    private static Tensor Indices(JointGroup group) => tensor(group.Joints.Select(joint => (long)joint).ToArray());
}
