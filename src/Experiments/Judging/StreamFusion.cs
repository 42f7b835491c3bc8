using Microsoft.ML;

namespace MsMclr.MLNet.Experiments.Judging;

/// <summary>
/// The papers' three-stream result: a linear head on each stream, scores weighed 0.6 (joint), 0.6 (bone) and 0.4 (motion).
/// </summary>
internal static class StreamFusion
{
    /// <summary>Top-1 on the test clips, a fraction; null where there are not three streams.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="columns">The columns of joints, bones and motion.</param>
    /// <param name="embedded">Clips with these columns and <c>Label</c>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static double? Score(MLContext ml, IReadOnlyList<string> columns, ClipParts embedded, CancellationToken cancellationToken)
    {
        var usual = new ScoreFusionTrainer.Options().Streams;
        if (columns.Count != usual.Count)
            return null;
        var streams = usual.Zip(columns, (stream, column) => stream with { FeatureColumnName = column });
        var trainer = ml.MulticlassClassification.Trainers.ScoreFusion(new ScoreFusionTrainer.Options
        {
            Streams = [.. streams],
            CancellationToken = cancellationToken,
        });
        using var fused = trainer.Fit(embedded.Train);
        return ml.MulticlassClassification.Evaluate(fused.Transform(embedded.Test)).MicroAccuracy;
    }
}
