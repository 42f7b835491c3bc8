using MsMclr.MLNet.Trainers.Torch;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Pretraining.Contrast;

/// <summary>One step's losses, as tensors of the step's scope.</summary>
/// <param name="Total">What is minimized.</param>
/// <param name="Contrast">InfoNCE of the ordinary view.</param>
/// <param name="Joint">The divergence of the strong view at joint scale.</param>
/// <param name="Part">The same at part scale.</param>
/// <param name="Body">The same at body scale.</param>
/// <param name="Logits">Of the ordinary view, <c>[N, 1 + K]</c>; null where the batch was computed in groups.</param>
/// <param name="Target">The distribution that supervises the strong view; null in the same way.</param>
/// <param name="Positives">1 where a key counts as a positive; null where none is mined.</param>
internal sealed record Losses(
    Tensor Total, Tensor Contrast, Tensor Joint, Tensor Part, Tensor Body, Tensor? Logits, Tensor? Target, Tensor? Positives)
{
    /// <summary>Adds one more term to what is minimized.</summary>
    public Losses Plus(Tensor term) => this with { Total = Total.Plus(term) };
}
