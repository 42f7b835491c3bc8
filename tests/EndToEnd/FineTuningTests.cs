using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

/// <summary>Pretrain without labels, fine-tune with them, save, score elsewhere. Public API only.</summary>
public class FineTuningTests
{
    private static readonly MsMclrRecipe Recipe = MsMclrRecipe.Default with { HiddenChannels = 4, FeatureSize = 32, ProjectionSize = 16, BatchSize = 16 };

    private sealed class Predicted
    {
        public string PredictedLabel { get; set; } = "";

        public float[] Score { get; set; } = [];

        public override string ToString() => $"{PredictedLabel} {string.Join(' ', Score.Select(BitConverter.SingleToInt32Bits))}";
    }

    [Test]
    public void A_fine_tuned_model_gives_the_same_bits_in_a_process_without_this_library()
    {
        var folder = Directory.CreateTempSubdirectory("msmclr-");
        try
        {
            var context = new MLContext(1);
            var train = context.Data.LoadSyntheticSkeletons(new SyntheticSkeletons.Options { Subjects = 3, Repetitions = 1, Cameras = 1 });
            var prepare = context.Transforms.Skeleton.Prepare(new SkeletonPreparationEstimator.Options { Frames = 16 }).Fit(train);
            var prepared = context.Data.Cache(prepare.Transform(train), "Skeleton", "Label");
            var weights = Path.Combine(folder.FullName, "pretrained.safetensors");
            using (var pretrained = context.SelfSupervised.Trainers.MsMclr(new MsMclrTrainer.Options { Epochs = 1, Recipe = Recipe }).Fit(prepared))
                pretrained.SaveWeights(weights);

            using var encoder = context.Transforms.Skeleton.LoadEncoder(weights);
            using var classifier = context.MulticlassClassification.Trainers.SkeletonFineTuning(encoder, epochs: 1).Fit(prepared);
            var model = prepare.Append(classifier).Append(context.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(classifier.Transform(prepared)));
            var (modelFile, clipsFile) = (Path.Combine(folder.FullName, "action.zip"), Path.Combine(folder.FullName, "clips.bin"));
            context.Model.Save(model, train.Schema, modelFile);
            var some = context.Data.TakeRows(train, 8);
            string[] expected = [.. context.Data.CreateEnumerable<Predicted>(model.Transform(some), reuseRowObject: false).Select(prediction => prediction.ToString())];

            ScoringProcess.Write(clipsFile, [.. some.GetColumn<float[]>("Clip")]);
            Assert.That(ScoringProcess.Run(modelFile, clipsFile), Is.EqualTo((string[])[.. expected, .. expected, "assembly MsMclr.MLNet.Scoring"]));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
