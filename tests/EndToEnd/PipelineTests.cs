using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

/// <summary>The main job as a user writes it: recordings in, encoder out, a head on top, saved, scored. Public API only.</summary>
public class PipelineTests
{
    public sealed class ClipInput
    {
        public float[] Clip { get; set; } = [];
    }

    public sealed class ActionPrediction
    {
        public string PredictedLabel { get; set; } = "";

        public float[] Score { get; set; } = [];
    }

    [Test]
    public void Pretrain_head_save_load_and_predict_agree()
    {
        var context = new MLContext(1);
        var train = SmallClips.Load(context, subjects: 4);
        var encoder = Pretrain(context).Fit(train);
        var head = context.MulticlassClassification.Trainers.LbfgsMaximumEntropy()
            .Append(context.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        var model = encoder.Append(head.Fit(context.Data.Cache(encoder.Transform(train), "Features", "Label")));

        using var file = new MemoryStream();
        context.Model.Save(model, train.Schema, file);
        file.Position = 0;
        var loaded = new MLContext().Model.Load(file, out _);

        var guest = new PredictionEngineOptions { OwnsTransformer = false };
        using var ours = context.Model.CreatePredictionEngine<ClipInput, ActionPrediction>(model, guest);
        using var theirs = context.Model.CreatePredictionEngine<ClipInput, ActionPrediction>(loaded);
        foreach (var clip in train.GetColumn<float[]>("Clip").Take(5))
        {
            var before = ours.Predict(new ClipInput { Clip = clip });
            var after = theirs.Predict(new ClipInput { Clip = clip });
            Assert.That(after.PredictedLabel, Is.EqualTo(before.PredictedLabel));
            Assert.That(after.Score, Is.EqualTo(before.Score).Within(1e-5f));
        }
    }

    [Test]
    public void Evaluate_and_cross_validation_take_the_head()
    {
        var context = new MLContext(1);
        var train = SmallClips.Load(context, subjects: 3);
        var encoder = Pretrain(context).Fit(train);
        var embedded = context.Data.Cache(encoder.Transform(train), "Features", "Label", "Subject");
        var head = context.MulticlassClassification.Trainers.LbfgsMaximumEntropy();
        var folds = context.MulticlassClassification.CrossValidate(embedded, head, numberOfFolds: 3, samplingKeyColumnName: "Subject");
        Assert.That(folds.Select(fold => fold.Metrics.MicroAccuracy), Has.Exactly(3).InRange(0, 1));
    }

    private static EstimatorChain<SkeletonEmbeddingTransformer> Pretrain(MLContext context)
        => SmallClips.Prepare(context).Append(context.SelfSupervised.Trainers.MsMclr(SmallClips.OneEpoch));
}
