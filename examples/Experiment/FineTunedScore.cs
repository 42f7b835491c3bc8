using System.Globalization;
using Microsoft.ML;

namespace MsMclr.MLNet.Examples;

/// <summary>What becomes of an encoder that is trained further, all layers and a linear classifier, with a share of the training labels: top-1 on the test clips, a fraction.</summary>
public sealed record FineTunedScore(double Labels, double Top1Accuracy)
{
    private const int Epochs = 50;
    private const int Steps = 500; // With 1 % of the labels an epoch is a step or two: epochs alone would leave the head where it began.
    private const int BatchSize = 32;

    public string Name => NameOf(Labels);

    public static string NameOf(double labels) => labels == 1 ? "Fine-tuned" : string.Create(CultureInfo.InvariantCulture, $"Fine-tuned, {100 * labels:0.###} % of labels");

    /// <summary>The key of <c>results.json</c>: <c>0.1</c>.</summary>
    public string Key => Labels.ToString(CultureInfo.InvariantCulture);

    /// <summary>Fine-tunes on prepared clips and judges on prepared clips; the encoder is read, not changed.</summary>
    public static FineTunedScore Of(MLContext ml, SkeletonEmbeddingTransformer encoder, double labels, int clips, int seed, IDataView train, IDataView test, CancellationToken cancellationToken)
    {
        using var tuned = ml.MulticlassClassification.Trainers.SkeletonFineTuning(new SkeletonFineTuningTrainer.Options
        {
            Encoder = encoder,
            LabelFraction = labels,
            Epochs = Math.Max(Epochs, (int)Math.Ceiling(Steps / Math.Ceiling(Math.Max(1, labels * clips) / BatchSize))),
            BatchSize = BatchSize,
            Seed = seed,
            CancellationToken = cancellationToken,
        }).Fit(train);
        return new(labels, ml.MulticlassClassification.Evaluate(tuned.Transform(test)).MicroAccuracy);
    }
}
