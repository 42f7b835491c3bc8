namespace MsMclr.MLNet.Trainers.Pretraining.Checkpoints;

/// <summary>When checkpoints are written, and what is done with those that are there.</summary>
/// <param name="Directory">Where they are, for messages.</param>
/// <param name="Resume">What is done with those that are there.</param>
/// <param name="Epochs">The epochs of the run.</param>
internal sealed record CheckpointPlan(string Directory, CheckpointResume Resume, int Epochs)
{
    /// <summary>Epochs from checkpoint to checkpoint.</summary>
    public required int EveryEpochs { get; init; }

    /// <summary>Time after which a checkpoint is written within an epoch too; infinite for never.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>Whether a checkpoint that cannot be written ends the run.</summary>
    public required bool StopOnFailure { get; init; }

    /// <summary>Whether the run may begin anew where there is no checkpoint.</summary>
    public required bool MayBeginAnew { get; init; }
}
