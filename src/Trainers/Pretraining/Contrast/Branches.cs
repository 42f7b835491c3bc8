using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Pretraining.Contrast;

/// <summary>What the query encoder makes of one batch, as unit rows <c>[N, P]</c>.</summary>
/// <param name="Ordinary">Of the ordinary view.</param>
/// <param name="Joint">Of the strong view, at joint scale.</param>
/// <param name="Part">The same at part scale.</param>
/// <param name="Body">The same at body scale.</param>
internal sealed record Branches(Tensor Ordinary, Tensor Joint, Tensor Part, Tensor Body)
{
    public IReadOnlyList<Tensor> All => [Ordinary, Joint, Part, Body];
}
