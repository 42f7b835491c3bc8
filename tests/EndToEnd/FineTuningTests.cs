using Microsoft.ML;

namespace MsMclr.MLNet.Tests;

/// <summary>Pretrain without labels, fine-tune with them, save, score elsewhere. Public API only.</summary>
public class FineTuningTests
{
    private static readonly MsMclrRecipe Recipe = MsMclrRecipe.Default with { HiddenChannels = 4, FeatureSize = 32, ProjectionSize = 16, BatchSize = 16 };

    [Test]
    public void A_fine_tuned_model_gives_the_same_bits_in_a_process_without_this_library()
    {
        var weights = Path.Combine(Path.GetTempPath(), $"msmclr-{Guid.NewGuid():N}.safetensors");
        try
        {
            var context = new MLContext(1);
            var train = context.Data.LoadSyntheticSkeletons(new SyntheticSkeletons.Options { Subjects = 3, Repetitions = 1, Cameras = 1 });
            var prepare = context.Transforms.Skeleton.Prepare(new SkeletonPreparationEstimator.Options { Frames = 16 }).Fit(train);
            var prepared = context.Data.Cache(prepare.Transform(train), "Skeleton", "Label");
            using (var pretrained = context.SelfSupervised.Trainers.MsMclr(new MsMclrTrainer.Options { Epochs = 1, Recipe = Recipe }).Fit(prepared))
                pretrained.SaveWeights(weights);

            using var encoder = context.Transforms.Skeleton.LoadEncoder(weights);
            var classifier = context.MulticlassClassification.Trainers.SkeletonFineTuning(encoder, epochs: 1).Fit(prepared);
            var model = prepare.Append(classifier).Append(context.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(classifier.Transform(prepared)));
            SavedModel.AssertSameBitsElsewhere(context, model, context.Data.TakeRows(train, 8));
        }
        finally
        {
            File.Delete(weights);
        }
    }
}
