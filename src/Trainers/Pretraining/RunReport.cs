using System.Diagnostics;
using MsMclr.MLNet.Trainers.Pretraining.Checkpoints;
using MsMclr.MLNet.Trainers.Pretraining.Watching;
using TorchSharp;

namespace MsMclr.MLNet.Trainers.Pretraining;

/// <summary>Tells of a run: the log, the files of <see cref="MsMclrTrainer.Options.LogDirectory"/>, and the user's progress.</summary>
internal sealed class RunReport : IDisposable
{
    // Reading the loss waits for a GPU, so there it is not done after every step.
    private const int StepsFromReportToReportOnGpu = 20;

    private readonly PretrainingJob _job;
    private readonly long _stepsBefore;
    private readonly TrainingLogs _logs;
    private readonly Stopwatch _watch;

    /// <summary>Begins to tell, and to measure the time.</summary>
    public RunReport(PretrainingJob job, TrainingPosition begin)
    {
        _job = job;
        _stepsBefore = begin.Steps;
        if (job.From is { } checkpoint)
            job.Log($"Going on from {checkpoint.Path}: {begin.EpochsDone} epochs and {begin.StepsInEpoch} steps are done.");
        _logs = new(job.Log, job.Warn, job.Options.LogDirectory, begin);
        _watch = Stopwatch.StartNew();
    }

    /// <summary>Whether a step is reported.</summary>
    public bool IsDue(int stepsInEpoch)
        => _job.Device.type == DeviceType.CPU || stepsInEpoch % StepsFromReportToReportOnGpu == 0;

    /// <summary>Tells of a step. The last one of an epoch is told of when the epoch is over.</summary>
    public void Step(TrainingPosition position, double learningRate)
    {
        var progress = Progress(position, learningRate);
        _logs.Step(position.Steps, progress);
        _job.Options.Progress?.Report(progress);
    }

    /// <summary>Logs an epoch whose last step is done.</summary>
    /// <returns>What the user's progress is told once the checkpoint is written.</returns>
    public MsMclrProgress Epoch(TrainingPosition position, double learningRate, EmbeddingHealth health, EpochFindings found)
    {
        var progress = Progress(position, learningRate) with
        {
            EmbeddingSpread = health.Spread,
            EffectiveRank = found.EffectiveRank,
            ProbeAccuracy = found.ProbeAccuracy,
        };
        _logs.Epoch(position.Steps, progress);
        if (found.EffectiveRank < EmbeddingRank.Low)
            WarnOfRank(found.EffectiveRank.Value);
        return progress;
    }

    /// <summary>Says that the run ends with the encoder of an earlier epoch.</summary>
    public void EndsEarly(TrainingPosition position) => _job.Log(FormattableString.Invariant(
        $"No better probe since epoch {position.BestEpoch} ({position.BestAccuracy:P1}): the run ends after epoch {position.EpochsDone} ")
        + "with that encoder.");

    public void Dispose() => _logs.Dispose();

    private void WarnOfRank(double rank) => _job.Log(
        FormattableString.Invariant($"The embedding's effective rank is {rank:f1}: nearly all clips lie on one line. ")
        + FormattableString.Invariant($"If that stays so, lower MsMclrRecipe.LearningRate ({_job.Recipe.LearningRate})."));

    private MsMclrProgress Progress(TrainingPosition position, double learningRate)
    {
        var step = position.StepsInEpoch;
        var stepsHere = position.Steps - _stepsBefore;
        var stepsLeft = ((double)(_job.Options.Epochs - position.EpochsDone) * _job.StepsPerEpoch) - step;
        var elapsed = _watch.Elapsed;
        return new(
            Epoch: position.EpochsDone + 1,
            Epochs: _job.Options.Epochs,
            Step: step,
            Steps: _job.StepsPerEpoch,
            Loss: position.LossSum / step,
            ContrastLoss: position.ContrastSum / step,
            LearningRate: learningRate,
            ClipsPerSecond: stepsHere * _job.Recipe.BatchSize / elapsed.TotalSeconds,
            Elapsed: elapsed,
            Remaining: stepsHere == 0 ? TimeSpan.Zero : elapsed * (stepsLeft / stepsHere))
        {
            Stream = _job.Options.Stream,
        };
    }
}
