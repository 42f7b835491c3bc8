using MsMclr.MLNet.Trainers.Networks;
using MsMclr.MLNet.Trainers.Pretraining.Contrast;
using MsMclr.MLNet.Trainers.Training;
using MsMclr.MLNet.Trainers.Training.Optimization;

namespace MsMclr.MLNet.Trainers.Pretraining;

/// <summary>One pretraining run, from its beginning or from a checkpoint to the encoder.</summary>
internal sealed class PretrainingRun(PretrainingJob job)
{
    /// <summary>Runs, and gives the query encoder, which the caller owns.</summary>
    public Encoder Run()
    {
        var contrast = MomentumContrastFactory.Create(job);
        try
        {
            Train(contrast);
            contrast.Key.Dispose();
            contrast.Queue.Dispose();
            return contrast.Query;
        }
        catch
        {
            contrast.Dispose();
            throw;
        }
    }

    private void Train(MomentumContrast contrast)
    {
        using var update = ParameterUpdate.Of(job.Recipe.Optimizer, contrast.Query.State, job.Recipe.WeightDecay);
        var state = new RunState(job, contrast, update);
        using var report = new RunReport(job, state.Position);
        var health = new RunHealth(job);
        var data = job.Data;
        var views = new ClipViews(data.Store.Shape, data.Layout, job.Options.Stream, job.Recipe.ExcludeAbsentBodies, job.Device);
        var steps = new EpochSteps(job, contrast, update, views) { Report = report, Health = health };
        using var watch = new EpochWatch(job, contrast.Query, views);
        var loop = new PretrainingLoop(job, contrast, steps, state) { Watch = watch, Report = report, Health = health };
        loop.Run();
        if (state.EndsEarly)
            report.EndsEarly(state.Position);
        state.TakeBestEncoder();
        health.CheckWeights(contrast.Query.State.IsFinite, state.Position);
    }
}
