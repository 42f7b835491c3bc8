using Microsoft.ML;

namespace MsMclr.MLNet.Experiments.Judging;

/// <summary>Trains encoders further, or from random weights, with labels, and judges what becomes of them.</summary>
internal sealed class FineTuning(MLContext ml, ExperimentOptions options)
{
    private const int Epochs = 50;
    private const int BatchSize = 32;

    // With 1 % of the labels an epoch is a step or two: epochs alone would leave the head where it began.
    private const int Steps = 500;

    /// <summary>Trains on prepared clips and judges on prepared clips. The encoder is read, not changed.</summary>
    /// <param name="encoder">Where training begins.</param>
    /// <param name="isPretrained">Whether it was pretrained.</param>
    /// <param name="share">The share of the labels.</param>
    /// <param name="labeled">How many training clips have a label.</param>
    /// <param name="prepared">The clips.</param>
    public FineTunedScore Score(
        SkeletonEmbeddingTransformer encoder,
        bool isPretrained,
        double share,
        int labeled,
        ClipParts prepared)
    {
        var accuracy = Accuracy(encoder, share, EpochsFor(share * labeled), prepared);
        return new FineTunedScore(share, isPretrained, accuracy);
    }

    /// <summary>The top-1 accuracy of a network that is trained with all labels, for as long as the options say.</summary>
    public double Ceiling(SkeletonEmbeddingTransformer untrained, ClipParts prepared)
        => Accuracy(untrained, share: 1, options.CeilingEpochs, prepared);

    private double Accuracy(SkeletonEmbeddingTransformer encoder, double share, int epochs, ClipParts prepared)
    {
        var trainer = ml.MulticlassClassification.Trainers.SkeletonFineTuning(new SkeletonFineTuningTrainer.Options
        {
            Encoder = encoder,
            LabelFraction = share,
            Epochs = epochs,
            BatchSize = BatchSize,
            Seed = options.Seed,
            CancellationToken = options.CancellationToken,
        });
        using var tuned = trainer.Fit(prepared.Train);
        return ml.MulticlassClassification.Evaluate(tuned.Transform(prepared.Test)).MicroAccuracy;
    }

    private static int EpochsFor(double clips)
    {
        var stepsOfEpoch = Math.Ceiling(Math.Max(1, clips) / BatchSize);
        return Math.Max(Epochs, (int)Math.Ceiling(Steps / stepsOfEpoch));
    }
}
