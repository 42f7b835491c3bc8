using System.Globalization;
using Microsoft.ML;
using MsMclr.MLNet.Experiments.Running;

namespace MsMclr.MLNet;

/// <summary>
/// What becomes of an encoder that is trained further, all layers and a linear classifier, with a share of the training labels: top-1 on the test clips, a fraction. The same with an
/// encoder that begins at random weights, and the same labels, tells what pretraining is worth.
/// </summary>
/// <param name="Labels">The share of the training labels, 1 for all.</param>
/// <param name="IsPretrained">Whether the encoder was pretrained before.</param>
/// <param name="Top1Accuracy">A fraction of the test clips.</param>
public sealed record FineTunedScore(double Labels, bool IsPretrained, double Top1Accuracy)
{
    private const int Epochs = 50;
    private const int Steps = 500; // With 1 % of the labels an epoch is a step or two: epochs alone would leave the head where it began.
    private const int BatchSize = 32;

    /// <summary>Gets what the closing table calls it.</summary>
    public string Name => NameOf(Labels, IsPretrained);

    internal static string NameOf(double labels, bool isPretrained)
        => (isPretrained ? "Fine-tuned" : "Untrained, fine-tuned") + (labels == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $", {100 * labels:0.###} % of labels"));

    /// <summary>Gets the key of <c>results.json</c>: <c>0.1</c>.</summary>
    public string Key => Labels.ToString(CultureInfo.InvariantCulture);

    /// <summary>Fine-tunes on a share of the labeled prepared clips and judges on prepared clips; the encoder is read, not changed.</summary>
    internal static FineTunedScore Of(MLContext ml, SkeletonEmbeddingTransformer encoder, bool isPretrained, double labels, int labeled, PreparedClips clips, ExperimentOptions options)
    {
        using var tuned = ml.MulticlassClassification.Trainers.SkeletonFineTuning(new SkeletonFineTuningTrainer.Options
        {
            Encoder = encoder,
            LabelFraction = labels,
            Epochs = Math.Max(Epochs, (int)Math.Ceiling(Steps / Math.Ceiling(Math.Max(1, labels * labeled) / BatchSize))),
            BatchSize = BatchSize,
            Seed = options.Seed,
            CancellationToken = options.CancellationToken,
        }).Fit(clips.Train);
        return new(labels, isPretrained, ml.MulticlassClassification.Evaluate(tuned.Transform(clips.Test)).MicroAccuracy);
    }
}
