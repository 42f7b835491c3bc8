using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MsMclr.MLNet.Experiments.Writing;

namespace MsMclr.MLNet.Experiments.Running;

/// <summary>The files that an experiment leaves: the model, the encoders, the embeddings.</summary>
internal sealed class SavedExperiment(MLContext ml, ExperimentOptions options)
{
    /// <summary>Fits a head to all labels, and writes the files.</summary>
    public bool Save(PreparedClips clips, StreamEncoders encoders, IDataView embedded)
    {
        var head = FitHead(embedded);
        Directory.CreateDirectory(options.Folder);
        encoders.Save(options.Folder);
        EmbeddingsFile.Write(ml, embedded, options.PathOf("embeddings.idv"));
        var model = new TransformerChain<ITransformer>(clips.Preparation, encoders.Transformer, head);
        SkeletonModel.Save(ml, model, clips.Recorded, options.PathOf("action.zip"));
        return true;
    }

    // On one scale and without L1: as it comes, ML.NET's head may put every weight at 0 (docs/heads.md has the figures).
    private TransformerChain<KeyToValueMappingTransformer> FitHead(IDataView embedded)
    {
        var trainer = ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(
            featureColumnName: "ScaledFeatures",
            l1Regularization: 0);
        return ml.Transforms.NormalizeMeanVariance("ScaledFeatures", "Features", fixZero: false)
            .Append(trainer)
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
            .Fit(embedded);
    }
}
