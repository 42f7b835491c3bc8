using Microsoft.ML;

namespace MsMclr.MLNet.Experiments.Running;

/// <summary>The papers' three-stream result: a linear head on each stream, scores weighed 0.6 (joint), 0.6 (bone) and 0.4 (motion).</summary>
internal static class FusedScore
{
    public const string Name = "Trained, scores fused";

    /// <summary>Top-1 on the test clips, a fraction; null where there is one stream.</summary>
    public static double? Of(MLContext ml, StreamEncoders encoders, IDataView train, IDataView test)
    {
        if (encoders.Columns.Count != 3)
            return null;
        IDataView Embedded(IDataView view) => ml.Data.Cache(encoders.Transformer.Transform(view), [.. encoders.Columns, "Label"]);
        var embedded = Embedded(train);
        using var fused = ml.MulticlassClassification.Trainers.ScoreFusion(new ScoreFusionTrainer.Options
        {
            Streams = [.. new ScoreFusionTrainer.Options().Streams.Zip(encoders.Columns, (stream, column) => stream with { FeatureColumnName = column })],
        }).Fit(embedded);
        return ml.MulticlassClassification.Evaluate(fused.Transform(Embedded(test))).MicroAccuracy;
    }
}
