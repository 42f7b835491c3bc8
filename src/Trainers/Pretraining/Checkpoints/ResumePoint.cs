namespace MsMclr.MLNet.Trainers.Pretraining.Checkpoints;

/// <summary>Decides what a run goes on from.</summary>
internal static class ResumePoint
{
    /// <summary>The checkpoint to go on from, as <see cref="CheckpointPlan.Resume"/> says; null to begin anew.</summary>
    /// <param name="folder">The checkpoints that are there.</param>
    /// <param name="plan">What is done with them.</param>
    /// <param name="identityAfter">What this run would be if it went on from a checkpoint, whose seed it may take over.</param>
    /// <param name="warn">Is told what a user should know, and what does not keep the run from going on.</param>
    /// <exception cref="InvalidOperationException">The checkpoint is of another run, there is none and there has to be, or all that there
    /// are are damaged.</exception>
    public static Checkpoint? Find(
        CheckpointFolder folder, CheckpointPlan plan, Func<Checkpoint, RunIdentity> identityAfter, Action<string> warn)
    {
        if (plan.Resume == CheckpointResume.Never)
            return null;
        var found = folder.ReadNewest();
        if (found is null && folder.Damaged.Count > 0)
            throw AllAreDamaged(folder, plan);
        if (found is null && plan.MayBeginAnew)
            return null;
        if (found is null)
        {
            throw new InvalidOperationException(
                $"There is no undamaged checkpoint in {plan.Directory} (MsMclrTrainer.Options.CheckpointDirectory), and "
                + $"Options.Resume is {plan.Resume}; set it to {nameof(CheckpointResume.IfPresent)} to begin anew.");
        }

        RequireFewerEpochs(found, plan);
        var here = identityAfter(found);
        foreach (var warning in found.Identity.Warnings(here))
            warn($"{found.Path}: {warning}");
        var differences = found.Identity.Differences(here);
        if (differences.Count > 0 && plan.Resume != CheckpointResume.WithChanges)
            throw IsOfAnotherRun(found, differences);
        return differences.All(difference => difference.KeepsPosition) ? found : AtItsEpoch(found);
    }

    // A run of days must not begin anew because of a disk.
    private static InvalidOperationException AllAreDamaged(CheckpointFolder folder, CheckpointPlan plan)
    {
        var reasons = string.Join("\n  ", folder.Damaged);
        return new(
            $"No checkpoint in {plan.Directory} (MsMclrTrainer.Options.CheckpointDirectory) can be read:\n  {reasons}\n"
            + $"Put back a copy, or set Options.Resume to {nameof(CheckpointResume.Never)}, which begins anew and removes them.");
    }

    private static void RequireFewerEpochs(Checkpoint found, CheckpointPlan plan)
    {
        var begun = found.Position.StepsInEpoch > 0 ? 1L : 0;
        if (found.Position.EpochsDone + begun > plan.Epochs)
        {
            throw new InvalidOperationException(
                $"The checkpoint {found.Path} has {found.Position.EpochsDone} epochs and {found.Position.StepsInEpoch} steps behind it, "
                + $"more than Options.Epochs ({plan.Epochs}); raise it, or choose another CheckpointDirectory.");
        }
    }

    private static InvalidOperationException IsOfAnotherRun(Checkpoint found, IReadOnlyList<RunDifference> differences)
    {
        var lines = string.Join("\n  ", differences.Select(difference => difference.Message));
        return new(
            $"The checkpoint {found.Path} is of another run:\n  {lines}\n"
            + $"Choose another CheckpointDirectory, or set MsMclrTrainer.Options.Resume to {nameof(CheckpointResume.Never)} (begin anew) "
            + $"or {nameof(CheckpointResume.WithChanges)} (go on all the same).");
    }

    // The steps of an epoch take other clips now, so the epoch begins again.
    private static Checkpoint AtItsEpoch(Checkpoint found)
    {
        var position = found.Position with { StepsInEpoch = 0, LossSum = 0, ContrastSum = 0 };
        return found with { Position = position };
    }
}
