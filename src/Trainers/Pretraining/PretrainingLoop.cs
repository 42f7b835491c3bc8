using MsMclr.MLNet.Trainers.Pretraining.Contrast;
using MsMclr.MLNet.Trainers.Pretraining.Watching;
using MsMclr.MLNet.Trainers.Training;

namespace MsMclr.MLNet.Trainers.Pretraining;

/// <summary>Epochs, and what follows each: health, probe, log, checkpoint.</summary>
internal sealed class PretrainingLoop(PretrainingJob job, MomentumContrast contrast, EpochSteps steps, RunState state)
{
    /// <summary>What the network sees of a probe's clips.</summary>
    public required ClipViews Views { get; init; }

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
        catch (OperationCanceledException) when (job.Checkpoints is not null && job.Cancellation.IsRequested)
        {
            if (state.Save())
                job.Log($"Canceled; {job.Checkpoints.Newest} is where to go on.");
            throw;
        }
    }

    private void EndEpoch()
    {
        var epoch = state.Epoch;
        var health = Health.CheckKeys(contrast.Queue, state.Position);
        var accuracy = Probe(epoch);
        var learningRate = job.LearningRate(state.Position.EpochsDone, job.StepsPerEpoch - 1);
        // Before the checkpoint: a run that is killed in between writes the line again.
        var progress = Report.Epoch(state.Position, learningRate, health, accuracy);
        if (accuracy is { } value)
            state.TakeProbe(value);
        state.EndEpoch();
        if (job.Checkpoints is not null && job.Checkpoints.IsDueAfterEpoch(epoch, last: state.IsOver))
            Health.CheckWeights(state.Save(), state.Position);
        job.Options.Progress?.Report(progress);
    }

    private double? Probe(int epoch)
    {
        if (job.Data.Probe is not { } probe || !probe.IsDue(epoch, job.Options.Epochs))
            return null;
        var network = new NetworkEmbedding(contrast.Query, Views);
        return probe.Accuracy(network, job.Recipe.FeatureSize, job.Cancellation);
    }
}
