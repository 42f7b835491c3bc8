using MsMclr.MLNet.Trainers.Torch;
using MsMclr.MLNet.Transforms.Encoders.Architecture;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Bench;

/// <summary>
/// The encoder as the authors' PyTorch code arranges it (method, sections 5 and 6), module by module: what ours is measured
/// against. Convolutions, einsum over the dense adjacency, libtorch's dropout, all bodies.
/// </summary>
internal sealed class AuthorsEncoder : nn.Module<Tensor, Tensor>
{
    private readonly BatchNorm1d _dataNorm;
    private readonly ModuleList<AuthorsBlock> _blocks = new();
    private readonly Linear _first;
    private readonly Linear _second;
    private readonly Conv2d _down;
    private readonly Conv2d _up;
    private readonly Tensor _parts;
    private readonly Tensor _regions;

    public AuthorsEncoder(int hidden, int features, int projection)
        : base("encoder")
    {
        var layout = SkeletonLayout.NtuRgbd;
        var adjacency = tensor(SkeletonGraph.Adjacency(layout, GraphPartition.Spatial, GraphDistance.OneHop));
        _dataNorm = nn.BatchNorm1d(75);
        foreach (var block in new EncoderArchitecture(3, 25, hidden, features).Blocks)
            _blocks.Add(new AuthorsBlock(block, adjacency));
        _first = nn.Linear(features, features);
        _second = nn.Linear(features, projection);
        _down = nn.Conv2d(features, features / 8, 1);
        _up = nn.Conv2d(features / 8, features, 1);
        _parts = Averages(layout.Parts);
        _regions = Averages(layout.Regions);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => Project(Features(x));

    public Tensor[] Scales(Tensor x)
    {
        var features = Features(x);
        Tensor[] scales = [features, matmul(features, _parts), matmul(features, _regions)];
        return [.. scales.Select(scale => Project(Attend(scale)))];
    }

    private Tensor Features(Tensor x)
    {
        var n = x.shape[0];
        var c = x.shape[1];
        var t = x.shape[2];
        var v = x.shape[3];
        var m = x.shape[4];
        x = _dataNorm.forward(x.permute(0, 4, 3, 1, 2).contiguous().view(n * m, v * c, t));
        x = x.view(n, m, v, c, t).permute(0, 1, 3, 4, 2).contiguous().view(n * m, c, t, v);
        foreach (var block in _blocks)
            x = block.forward(x);
        return x;
    }

    private Tensor Project(Tensor x)
    {
        var pooled = x.mean([2, 3]).view(-1, 2, x.shape[1]).mean([1]);
        return nn.functional.normalize(_second.forward(_first.forward(pooled).relu()), dim: 1);
    }

    private Tensor Attend(Tensor x)
    {
        var down = _down.forward(x);
        var y = nn.functional.layer_norm(down, [down.shape[3]], null, null, 1e-5);
        var motion = Difference(y, 2).Plus(Difference(y, 3)) / Constant.Of(2);
        var z = motion.reshape(motion.shape[0] / 8, 8, -1);
        var scores = matmul(z, z.transpose(1, 2)) / Constant.Of(Math.Sqrt(z.shape[2]));
        var attended = matmul(nn.functional.softmax(scores, -1), z).view(motion.shape);
        return x.Plus(x * _up.forward(attended.Plus(down)).sigmoid());
    }

    private static Tensor Difference(Tensor y, int axis)
        => cat([y.narrow(axis, 1, y.shape[axis] - 1), zeros_like(y.narrow(axis, 0, 1))], axis) - y;

    private static Tensor Averages(IReadOnlyList<JointGroup> groups)
    {
        var averages = new float[25, groups.Count];
        for (var group = 0; group < groups.Count; group++)
        {
            foreach (var joint in groups[group].Joints)
                averages[joint, group] = 1f / groups[group].Joints.Length;
        }

        return tensor(averages);
    }
}
