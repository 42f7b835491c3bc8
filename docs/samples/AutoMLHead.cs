// Searches by AutoML. Compiled only with -p:AutoML=true, which adds the package Microsoft.ML.AutoML; nothing else here needs it.
#if AUTOML
using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.SearchSpace;
using MsMclr.MLNet;

namespace Samples;

public static class AutoMLHead
{
    /// <summary>A head on saved embeddings, judged on people that it has not seen.</summary>
    public static ITransformer Find(MLContext ml, string embeddings, uint seconds)
    {
        var embedded = ml.Data.Cache(ml.Data.LoadFromBinary(embeddings), "Features", "Label", "Subject");
        var pipeline = ml.Transforms.NormalizeMeanVariance("Features", fixZero: false).Append(ml.Auto().MultiClassification());
        return ml.Auto().CreateExperiment()
            .SetPipeline(pipeline)
            .SetDataset(embedded, fold: 5, samplingKeyColumnName: "Subject")
            .SetMulticlassClassificationMetric(MulticlassClassificationMetric.MacroAccuracy, labelColumn: "Label")
            .SetTrainingTimeInSeconds(seconds)
            .Run().Model;
    }

    /// <summary>An encoder and its head, by what pretraining is swept over. Clips are prepared and cached.</summary>
    public static ITransformer FindEncoder(MLContext ml, IDataView prepared, uint seconds)
    {
        // From the context that is given: that is the one which is canceled when a trial's time is up.
        var encoder = ml.Auto().CreateSweepableEstimator<Swept>((context, swept) => context.SelfSupervised.Trainers
            .MsMclr(new MsMclrTrainer.Options { Epochs = 50, Recipe = new MsMclrRecipe { Temperature = swept.Temperature } })
            .AppendCacheCheckpoint(context));
        return ml.Auto().CreateExperiment()
            .SetPipeline(encoder.Append(ml.Auto().MultiClassification()))
            .SetDataset(prepared, fold: 3, samplingKeyColumnName: "Subject")
            .SetMulticlassClassificationMetric(MulticlassClassificationMetric.MacroAccuracy, labelColumn: "Label")
            .SetTrainingTimeInSeconds(seconds)
            .Run().Model;
    }

    public sealed class Swept
    {
        [Range(0.05f, 0.3f)]
        public float Temperature { get; set; } = 0.1f;
    }
}
#endif
