using MsMclr.MLNet.Trainers.Networks;
using MsMclr.MLNet.Trainers.Networks.Parameters;
using MsMclr.MLNet.Trainers.Torch;
using MsMclr.MLNet.Transforms.Encoders.Architecture;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Tests;

/// <summary>
/// What an encoder computes, in double precision and in the order of the method's formulas. Its tensors are copies of the encoder's
/// as they stood when the oracle was made. Without dropout.
/// </summary>
internal sealed class EncoderOracle : ITrainedTensors, IDisposable
{
    private readonly Dictionary<string, Tensor> _tensors = [];
    private readonly EncoderArchitecture _architecture;
    private readonly Tensor _adjacency;
    private readonly MotionAttention _attention;

    public EncoderOracle(Encoder source, AttentionScope attention = AttentionScope.Time, MotionAxes axes = MotionAxes.TimeAndJoint)
    {
        _architecture = source.State.Architecture;
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
        x = BatchNormalization.Apply(this, EncoderArchitecture.DataNorm, rows.Select(x), training);
        x = x.view(-1, joints, channels, frames).permute(0, 2, 3, 1);
        foreach (var block in _architecture.Blocks)
            x = Block(block, x, training);
        return x;
    }

    /// <summary>Feature maps at joint, part and body scale.</summary>
    public Tensor[] Scales(Tensor features, SkeletonLayout layout)
        =>
        [
            _attention.Apply(features),
            _attention.Apply(Grouped(features, layout.Parts)),
            _attention.Apply(Grouped(features, layout.Regions)),
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

    private Tensor Block(EncoderBlock block, Tensor x, bool training)
    {
        var adjacency = _adjacency * this[block.EdgeImportance];
        var y = GraphConvolution.ConvolutionFirst(x, this[block.GraphConvolution.Weight], this[block.GraphConvolution.Bias], adjacency);
        y = BatchNormalization.Apply(this, block.GraphNorm, y, training).relu();
        y = Convolve(y, block.TemporalConvolution, block.Stride);
        y = BatchNormalization.Apply(this, block.TemporalNorm, y, training);
        if (block.Residual == BlockResidual.None)
            return y.relu();
        if (block.Residual == BlockResidual.Identity)
            return y.Plus(x).relu();
        var residual = Convolve(x, block.ResidualConvolution, block.Stride);
        return y.Plus(BatchNormalization.Apply(this, block.ResidualNorm, residual, training)).relu();
    }

    private Tensor Convolve(Tensor x, EncoderLayer layer, int stride)
        => Convolution.OverTime(x, this[layer.Weight], this[layer.Bias], stride);

    private static Tensor Grouped(Tensor features, IReadOnlyList<JointGroup> groups)
        => stack(groups.Select(group => features.index_select(3, Indices(group)).mean([3L])), 3);

    private static Tensor Indices(JointGroup group) => tensor(group.Joints.Select(joint => (long)joint).ToArray());
}
