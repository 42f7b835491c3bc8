using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Pretraining.Contrast;

/// <summary>What the key encoder makes of a batch, whoever computed it.</summary>
/// <param name="All">Unit rows, <c>[N, 1 + S * G, P]</c>: of the whole clip, and of its parts where they are contrasted.</param>
internal sealed record BatchKeys(Tensor All)
{
    /// <summary>Gets a unit row for each clip, <c>[N, P]</c>.</summary>
    public Tensor Clips { get; } = All.select(1, 0).contiguous();

    /// <summary>Gets a unit row for each part, <c>[S * G, N, P]</c>; null where parts are not contrasted.</summary>
    public Tensor? Parts { get; } = All.shape[1] == 1 ? null : All.narrow(1, 1, All.shape[1] - 1).transpose(0, 1).contiguous();
}
