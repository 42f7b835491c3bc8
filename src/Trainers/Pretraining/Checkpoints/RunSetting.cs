namespace MsMclr.MLNet.Trainers.Pretraining.Checkpoints;

/// <summary>One thing that decides what a run computes.</summary>
/// <param name="Key">What it is called, as <c>Recipe.BatchSize</c>.</param>
/// <param name="Value">Its value, in words that are the same in every process and culture.</param>
internal sealed record RunSetting(string Key, string Value)
{
    /// <summary>
    /// Whether the steps of an epoch take the same clips when this has changed, so that a run can go on within an epoch. It is no part
    /// of a checkpoint's file: the run that would go on says it.
    /// </summary>
    public bool KeepsPosition { get; init; } = true;

    /// <summary>What is said where it has changed, if the run goes on all the same. It is no part of a checkpoint's file either.</summary>
    public string? Warning { get; init; }
}
