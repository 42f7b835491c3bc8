using MsMclr.MLNet.Trainers.Pretraining.Contrast;
using MsMclr.MLNet.Trainers.Ranks;
using MsMclr.MLNet.Trainers.Training;
using MsMclr.MLNet.Trainers.Training.Optimization;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Pretraining;

/// <summary>The steps of an epoch, from the first one or from where a checkpoint was written.</summary>
internal sealed class EpochSteps(PretrainingJob job, MomentumContrast contrast, ParameterUpdate update, ClipViews views)
{
    private readonly ViewFeeder _feeder = new(job.Data, job.Recipe, job.Seed, job.Ranks);
    private readonly ContrastStep _step = new(contrast, views);

    /// <summary>Who tells of the steps.</summary>
    public required RunReport Report { get; init; }

    /// <summary>Who looks whether going on makes sense.</summary>
    public required RunHealth Health { get; init; }

    /// <summary>Trains the steps of the present epoch that are left.</summary>
    public void Run(RunState state)
    {
        using var scope = NewDisposeScope();
        using var sums = new LossSums(state.Position.LossSum, state.Position.ContrastSum, job.Device);
        var minedNeighbors = state.Epoch > job.Recipe.MiningAfter ? job.Recipe.MinedNeighbors : 0;
        foreach (var batch in _feeder.Epoch(state.Epoch, state.Position.StepsInEpoch))
        {
            if (job.Ranks.Any(job.Cancellation.IsRequested, "whether to go on"))
            {
                ReadLosses(state, sums); // The checkpoint that canceling leaves holds them.
                state.Cancel();
            }

            var learningRate = job.LearningRate(state.Position.EpochsDone, state.Position.StepsInEpoch);
            _step.Run(batch, update.Steps, minedNeighbors, sums);
            update.Step(learningRate);
            state.EndStep();
            AfterStep(state, sums, learningRate);
        }
    }

    private void AfterStep(RunState state, LossSums sums, double learningRate)
    {
        var isLast = state.Position.StepsInEpoch == job.StepsPerEpoch;
        var isReported = Report.IsDue(state.Position.StepsInEpoch);
        var isSaved = !isLast && job.Ranks.Any(job.Checkpoints is { IsDueAfterStep: true }, "whether a checkpoint is due");
        if (isLast || isSaved || isReported)
            ReadLosses(state, sums);
        if (isSaved)
        {
            Health.CheckKeys(contrast.Queue, state.Position);
            Health.CheckWeights(state.Save(), state.Position);
        }

        if (isReported && !isLast)
            Report.Step(state.Position, learningRate);
    }

    private void ReadLosses(RunState state, LossSums sums)
    {
        var (total, contrastLoss) = sums.Read();
        Health.CheckLoss(total, state.Position);
        state.TakeLosses(total, contrastLoss);
    }
}
