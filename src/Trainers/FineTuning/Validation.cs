using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Trainers.Torch;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.FineTuning;

/// <summary>Judges a network by all clips of a selection, as scoring will see them.</summary>
internal sealed class Validation(
    FineTuningStep step, LabeledSelection clips, SkeletonLayout layout, bool encoderIsFixed, SkeletonFineTuningTrainer.Options options,
    FitCancellation cancellation)
{
    private readonly LabeledFeeder _feeder = new(clips, layout, augmentation: null, options.BatchSize, seed: 0);
    private Tensor? _features;

    public ValidationResult Run()
    {
        if (encoderIsFixed)
            _features ??= step.Features(_feeder, cancellation);
        var loss = 0.0;
        var right = 0.0;
        foreach (var batch in _feeder.Epoch(0))
        {
            cancellation.ThrowIfRequested();
            using var scope = NewDisposeScope();
            var (logits, labels) = step.Judge(batch, _features);
            loss += Sum(nn.functional.cross_entropy(logits, labels, reduction: nn.Reduction.Sum));
            right += Sum(logits.argmax(1).eq(labels).sum());
        }

        return new(loss / clips.Count, right / clips.Count);
    }

    private static double Sum(Tensor scalar) => TensorValues.ToArray(scalar)[0];
}
