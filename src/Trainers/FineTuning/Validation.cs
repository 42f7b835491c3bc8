using MsMclr.MLNet.Trainers.Torch;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.FineTuning;

/// <summary>How well validation clips are told apart.</summary>
/// <param name="Loss">The mean cross entropy.</param>
/// <param name="Accuracy">The share that is told right, 0 to 1.</param>
internal sealed record ValidationResult(double Loss, double Accuracy)
{
    /// <summary>More are told right; or as many, with more confidence.</summary>
    public bool IsBetterThan(ValidationResult? other) => other is null || Accuracy > other.Accuracy || (Accuracy == other.Accuracy && Loss < other.Loss);
}

/// <summary>Judges a network by all clips of a selection, as scoring will see them.</summary>
internal sealed class Validation(FineTuningStep step, LabeledSelection clips, SkeletonLayout layout, bool encoderIsFixed, SkeletonFineTuningTrainer.Options options)
{
    private readonly LabeledFeeder _feeder = new(clips, layout, null, options.BatchSize, 0);
    private Tensor? _features;

    public ValidationResult Run()
    {
        if (encoderIsFixed)
            _features ??= step.Features(_feeder, options.CancellationToken);
        var (loss, right) = (0.0, 0.0);
        foreach (var batch in _feeder.Epoch(0))
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var (logits, labels) = step.Judge(batch, _features);
            loss += Sum(nn.functional.cross_entropy(logits, labels, reduction: nn.Reduction.Sum));
            right += Sum(logits.argmax(1).eq(labels).sum());
        }

        return new(loss / clips.Count, right / clips.Count);
    }

    private static double Sum(Tensor scalar) => TensorValues.ToArray(scalar)[0];
}
