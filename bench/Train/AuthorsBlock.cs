using MsMclr.MLNet.Trainers.Torch;
using MsMclr.MLNet.Transforms.Encoders.Architecture;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Bench;

/// <summary>
/// One block of <see cref="AuthorsEncoder"/>, with libtorch's own convolutions: those that the authors' code has, whatever they give on
/// some processors (docs/processors.md).
/// </summary>
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
        _adjacency = adjacency;
        _kind = size.Residual;
        _mix = nn.Conv2d(size.Inputs, 3 * size.Outputs, 1);
        _importance = nn.Parameter(ones_like(adjacency));
        _temporal = nn.Sequential(
            nn.BatchNorm2d(size.Outputs),
            nn.ReLU(),
            nn.Conv2d(size.Outputs, size.Outputs, (9, 1), (size.Stride, 1), (4, 0)),
            nn.BatchNorm2d(size.Outputs),
            nn.Dropout(size.Residual == BlockResidual.None ? 0 : 0.5));
        if (size.Residual == BlockResidual.Projection)
        {
            _residual = nn.Sequential(
                nn.Conv2d(size.Inputs, size.Outputs, (1, 1), (size.Stride, 1)),
                nn.BatchNorm2d(size.Outputs));
        }

        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        var u = _mix.forward(x);
        var subsets = u.view(u.shape[0], 3, u.shape[1] / 3, u.shape[2], u.shape[3]);
        var g = einsum("nkctv,kvw->nctw", subsets, _adjacency * _importance);
        var y = _temporal.forward(g.contiguous());
        return _kind switch
        {
            BlockResidual.None => y.relu(),
            BlockResidual.Identity => y.Plus(x).relu(),
            _ => y.Plus(_residual!.forward(x)).relu(),
        };
    }
}
