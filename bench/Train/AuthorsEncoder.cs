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
    private readonly Tensor _bodies;

    public AuthorsEncoder(int hidden, int features, int projection)
        : base("encoder")
    {
        var layout = SkeletonLayout.NtuRgbd;
        var adjacency = tensor(SkeletonGraph.Adjacency(layout, GraphPartition.Spatial, GraphDistance.OneHop));
        _dataNorm = nn.BatchNorm1d(75);
        foreach (var block in new EncoderArchitecture(3, 25, hidden, features).Blocks)
            _blocks.Add(new AuthorsBlock(block, adjacency));
        (_first, _second) = (nn.Linear(features, features), nn.Linear(features, projection));
        (_down, _up) = (nn.Conv2d(features, features / 8, 1), nn.Conv2d(features / 8, features, 1));
        (_parts, _bodies) = (Averages(layout.Parts), Averages(layout.Regions));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => Project(Features(x));

    public Tensor[] Scales(Tensor x)
    {
        var features = Features(x);
        return [Project(Attend(features)), Project(Attend(matmul(features, _parts))), Project(Attend(matmul(features, _bodies)))];
    }

    private Tensor Features(Tensor x)
    {
        var (n, c, t, v, m) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3], x.shape[4]);
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
        var attended = matmul(nn.functional.softmax(matmul(z, z.transpose(1, 2)) / Constant.Of(Math.Sqrt(z.shape[2])), -1), z).view(motion.shape);
        return x.Plus(x * _up.forward(attended.Plus(down)).sigmoid());
    }

    private static Tensor Difference(Tensor y, int axis) => cat([y.narrow(axis, 1, y.shape[axis] - 1), zeros_like(y.narrow(axis, 0, 1))], axis) - y;

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

/// <summary>One block of it.</summary>
internal sealed class AuthorsBlock : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d _mix;
    private readonly Parameter _importance;
    private readonly Tensor _adjacency;
    private readonly Sequential _temporal;
    private readonly Sequential? _residual;
    private readonly BlockResidual _kind;

    public AuthorsBlock(EncoderBlock size, Tensor adjacency)
        : base("block")
    {
        (_adjacency, _kind) = (adjacency, size.Residual);
        _mix = nn.Conv2d(size.Inputs, 3 * size.Outputs, 1);
        _importance = nn.Parameter(ones_like(adjacency));
        _temporal = nn.Sequential(nn.BatchNorm2d(size.Outputs), nn.ReLU(), nn.Conv2d(size.Outputs, size.Outputs, (9, 1), (size.Stride, 1), (4, 0)), nn.BatchNorm2d(size.Outputs),
            nn.Dropout(size.Residual == BlockResidual.None ? 0 : 0.5));
        if (size.Residual == BlockResidual.Projection)
            _residual = nn.Sequential(nn.Conv2d(size.Inputs, size.Outputs, (1, 1), (size.Stride, 1)), nn.BatchNorm2d(size.Outputs));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        var u = _mix.forward(x);
        var g = einsum("nkctv,kvw->nctw", u.view(u.shape[0], 3, u.shape[1] / 3, u.shape[2], u.shape[3]), _adjacency * _importance);
        var y = _temporal.forward(g.contiguous());
        return _kind switch
        {
            BlockResidual.None => y.relu(),
            BlockResidual.Identity => y.Plus(x).relu(),
            _ => y.Plus(_residual!.forward(x)).relu(),
        };
    }
}
