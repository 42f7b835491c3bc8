using MsMclr.MLNet.Trainers.Pretraining.Checkpoints;

namespace MsMclr.MLNet.Trainers.Pretraining.Watching;

/// <summary>
/// Everything that hears of a run's epochs: <c>MLContext.Log</c>, and in a folder <c>history.csv</c> and TensorBoard's events.
/// </summary>
internal sealed class TrainingLogs(Action<string> log, Action<string> warn, string? folder, TrainingPosition position) : IDisposable
{
    private static readonly TimeSpan StepInterval = TimeSpan.FromSeconds(10);
    private readonly TrainingHistory? _history = folder is null ? null : new(folder, position.EpochsDone);
    private readonly TensorBoardLog? _board = folder is null ? null : new(folder, position.Steps);
    private TimeSpan _lastStep;
    private bool _isFailing;

    /// <summary>Now and then within an epoch, so that hour-long ones have a curve.</summary>
    public void Step(long steps, MsMclrProgress progress)
    {
        if (_board is null || progress.Elapsed - _lastStep < StepInterval)
            return;
        _lastStep = progress.Elapsed;
        Try(() => _board.Write(steps, ("step/mean_loss", progress.Loss), ("step/clips_per_second", progress.ClipsPerSecond)));
    }

    public void Epoch(long steps, MsMclrProgress progress)
    {
        log(Line(progress));
        Try(() => _history?.Append(progress));
        Try(() => _board?.Write(
            steps,
            ("epoch/loss", progress.Loss),
            ("epoch/contrast_loss", progress.ContrastLoss),
            ("epoch/learning_rate", progress.LearningRate),
            ("epoch/embedding_spread", progress.EmbeddingSpread),
            ("epoch/effective_rank", progress.EffectiveRank),
            ("epoch/probe_accuracy", progress.ProbeAccuracy)));
    }

    public void Dispose() => _board?.Dispose();

    // A run of days does not end because there is no room for its curve.
    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (!_isFailing)
                warn($"The logs in {folder} (MsMclrTrainer.Options.LogDirectory) cannot be written: {error.Message} Training goes on.");
            _isFailing = true;
        }
    }

    private static string Line(MsMclrProgress progress)
    {
        var losses = FormattableString.Invariant($"loss {progress.Loss:f4}, InfoNCE {progress.ContrastLoss:f4}");
        var spread = FormattableString.Invariant($"spread {progress.EmbeddingSpread:f3}, ");
        var rank = progress.EffectiveRank is { } directions ? FormattableString.Invariant($"effective rank {directions:f1}, ") : "";
        var probe = progress.ProbeAccuracy is { } accuracy ? FormattableString.Invariant($"probe {accuracy:P1}, ") : "";
        var speed = FormattableString.Invariant($"{progress.ClipsPerSecond:f1} clips/s, {progress.Remaining:d\\.hh\\:mm\\:ss} left");
        return $"Epoch {progress.Epoch}/{progress.Epochs}: {losses}, {spread}{rank}{probe}{speed}.";
    }
}
