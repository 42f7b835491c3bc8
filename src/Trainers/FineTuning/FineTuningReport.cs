using System.Diagnostics;

namespace MsMclr.MLNet.Trainers.FineTuning;

/// <summary>Tells of a run: the log and the user's progress. It measures the time from when it is made.</summary>
internal sealed class FineTuningReport(SkeletonFineTuningTrainer.Options options, int stepsPerEpoch, Action<string> log)
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    /// <summary>Tells of a step. The last one of an epoch is told of when the epoch is validated.</summary>
    /// <exception cref="InvalidOperationException">The loss is not finite.</exception>
    public void Step(int epoch, int step, double loss, bool isLast)
    {
        if (!double.IsFinite(loss))
        {
            throw new InvalidOperationException(FormattableString.Invariant(
                $"The loss is {loss} in epoch {epoch}, step {step}; lower EncoderLearningRate ({options.EncoderLearningRate}) ")
                + FormattableString.Invariant($"or HeadLearningRate ({options.HeadLearningRate})."));
        }

        if (!isLast)
            Tell(epoch, step, loss, result: null);
    }

    /// <summary>Tells of an epoch that is over, and logs it.</summary>
    public void Epoch(int epoch, double loss, ValidationResult? result)
    {
        Tell(epoch, stepsPerEpoch, loss, result);
        var line = FormattableString.Invariant($"Epoch {epoch}/{options.Epochs}: loss {loss:f4}");
        if (result is not null)
            line += FormattableString.Invariant($", validation loss {result.Loss:f4}, accuracy {result.Accuracy:p1}");
        log($"{line}.");
    }

    private void Tell(int epoch, int step, double loss, ValidationResult? result)
    {
        if (options.Progress is null)
            return;
        var done = ((epoch - 1.0) * stepsPerEpoch) + step;
        var all = (double)options.Epochs * stepsPerEpoch;
        var elapsed = _watch.Elapsed;
        options.Progress.Report(new(
            Epoch: epoch,
            Epochs: options.Epochs,
            Step: step,
            Steps: stepsPerEpoch,
            Loss: loss,
            ValidationLoss: result?.Loss,
            ValidationAccuracy: result?.Accuracy,
            Elapsed: elapsed,
            Remaining: elapsed * ((all - done) / done)));
    }
}
