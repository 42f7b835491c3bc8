using MsMclr.MLNet.Trainers.Pretraining.Contrast;
using MsMclr.MLNet.Trainers.Ranks;

namespace MsMclr.MLNet.Trainers.Pretraining;

/// <summary>Epochs, and what follows each: health, findings, log, checkpoint.</summary>
internal sealed class PretrainingLoop(PretrainingJob job, MomentumContrast contrast, EpochSteps steps, RunState state)
{
    /// <summary>What is looked at after each epoch.</summary>
    public required EpochWatch Watch { get; init; }

    /// <summary>Who tells of the epochs.</summary>
    public required RunReport Report { get; init; }

    /// <summary>Who looks whether going on makes sense.</summary>
    public required RunHealth Health { get; init; }

    /// <summary>Trains the epochs that are left.</summary>
    public void Run()
    {
        try
        {
            while (!state.IsOver)
            {
                steps.Run(state);
                EndEpoch();
            }
        }
        catch (OperationCanceledException) when (state.IsCanceled || (job.Ranks.Size == 1 && job.Cancellation.IsRequested))
        {
            if (state.Save() && job.Checkpoints?.Newest is { } newest)
                job.Log($"Canceled; {newest} is where to go on.");
            throw;
        }
    }

    private void EndEpoch()
    {
        var epoch = state.Epoch;
        RankDrift.Check(job.Ranks, contrast.Query.State);
        var health = Health.CheckKeys(contrast.Queue, state.Position);
        var found = Watch.Look(epoch);
        var learningRate = job.LearningRate(state.Position.EpochsDone, job.StepsPerEpoch - 1);
        // Before the checkpoint: a run that is killed in between writes the line again.
        var progress = Report.Epoch(state.Position, learningRate, health, found);
        if (found.ProbeAccuracy is { } accuracy)
            state.TakeProbe(accuracy);
        state.EndEpoch();
        if (job.Ranks.Any(job.Checkpoints?.IsDueAfterEpoch(epoch, last: state.IsOver) ?? false, "whether a checkpoint is due"))
            Health.CheckWeights(state.Save(), state.Position);
        job.Options.Progress?.Report(progress);
    }
}
