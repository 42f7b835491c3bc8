using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Experiments.Judging;
using MsMclr.MLNet.Experiments.Writing;

namespace MsMclr.MLNet.Experiments.Running;

/// <summary>The files that an experiment leaves: the model, the encoders, the embeddings.</summary>
internal sealed class SavedExperiment(MLContext ml, ExperimentOptions options)
{
    /// <summary>Fits a head to all labels, and writes the files.</summary>
    /// <returns>How well its probabilities hold; null where the people of the training part are not known.</returns>
    public CalibrationScore? Save(PreparedClips clips, StreamEncoders encoders, ClipParts embedded)
    {
        // What training made comes first: a head can be fitted again in seconds.
        Directory.CreateDirectory(options.Folder);
        encoders.Save(options.Folder);
        EmbeddingsFile.Write(ml, embedded.Train, options.PathOf("embeddings.idv"));
        var head = FitHead(embedded, out var calibration);
        var model = new TransformerChain<ITransformer>(clips.Preparation, encoders.Transformer, head);
        SkeletonModel.Save(ml, model, clips.Recorded, options.PathOf("action.zip"));
        return calibration;
    }

    private TransformerChain<ITransformer> FitHead(ClipParts embedded, out CalibrationScore? calibration)
    {
        var fitted = Fit(embedded, out calibration);
        var named = ml.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(fitted.Transform(embedded.Train));
        return new TransformerChain<ITransformer>(fitted, named);
    }

    // On one scale and without L1: as it comes, ML.NET's head may put every weight at 0 (docs/heads.md has the figures).
    private ITransformer Fit(ClipParts embedded, out CalibrationScore? calibration)
    {
        var trainers = ml.MulticlassClassification.Trainers;
        var head = ml.Transforms.NormalizeMeanVariance("ScaledFeatures", "Features", fixZero: false)
            .Append(trainers.LbfgsMaximumEntropy(featureColumnName: "ScaledFeatures", l1Regularization: 0));
        calibration = null;
        if (!HeadCalibration.IsPossible(embedded.Train))
            return head.Fit(embedded.Train);
        try
        {
            var calibrated = trainers.Calibrate(head, new TemperatureScalingTrainer.Options
            {
                CancellationToken = options.CancellationToken,
            }).Fit(embedded.Train);
            calibration = HeadCalibration.Score(calibrated, embedded.Test, calibrated.HeldOutCount);
            return calibrated;
        }
        catch (InvalidOperationException)
        {
            return head.Fit(embedded.Train); // Nobody can be held out, as where each person does another action: saved as it is.
        }
    }
}
