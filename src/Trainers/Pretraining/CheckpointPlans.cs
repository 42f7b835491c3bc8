using MsMclr.MLNet.Trainers.Pretraining.Checkpoints;

namespace MsMclr.MLNet.Trainers.Pretraining;

/// <summary>Reads the plan of a run's checkpoints off its options.</summary>
internal static class CheckpointPlans
{
    /// <summary>The plan; null where no checkpoints are kept.</summary>
    public static CheckpointPlan? Of(MsMclrTrainer.Options options)
    {
        if (options.CheckpointDirectory is not { } directory)
            return null;
        return new(directory, options.Resume, options.Epochs)
        {
            EveryEpochs = options.CheckpointEveryEpochs,
            Interval = options.CheckpointInterval,
            StopOnFailure = options.StopOnCheckpointFailure,
            MayBeginAnew = options.Resume == CheckpointResume.IfPresent || options.FollowsAnotherStream,
        };
    }
}
