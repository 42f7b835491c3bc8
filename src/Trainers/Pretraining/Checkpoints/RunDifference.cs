namespace MsMclr.MLNet.Trainers.Pretraining.Checkpoints;

/// <summary>A setting that is not the same in a checkpoint's run and in the run that would go on from it.</summary>
/// <param name="Key">What it is called.</param>
/// <param name="There">Its value in the checkpoint; null where the checkpoint knows no such setting.</param>
/// <param name="Here">Its value in this run; null where this run has no such setting.</param>
/// <param name="KeepsPosition">Whether the run can go on within an epoch all the same.</param>
internal sealed record RunDifference(string Key, string? There, string? Here, bool KeepsPosition)
{
    /// <summary>The difference in words.</summary>
    public string Message => $"{Key}: {There ?? "nothing"} in the checkpoint, {Here ?? "nothing"} in this run";
}
