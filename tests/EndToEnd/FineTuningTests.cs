using Microsoft.ML;

namespace MsMclr.MLNet.Tests;

/// <summary>Pretrain without labels, fine-tune with them, save, score elsewhere. Public API only.</summary>
public class FineTuningTests
{
    [Test]
    public void A_fine_tuned_model_gives_the_same_bits_in_a_process_without_this_library()
    {
        using var folder = new TemporaryFolder();
        var weights = folder.File("encoder.safetensors");
        var context = new MLContext(1);
        var train = SmallClips.Load(context, subjects: 3);
        var prepare = SmallClips.Prepare(context).Fit(train);
        var prepared = context.Data.Cache(prepare.Transform(train), "Skeleton", "Label");
        using (var pretrained = context.SelfSupervised.Trainers.MsMclr(SmallClips.OneEpoch).Fit(prepared))
            pretrained.SaveWeights(weights);

        using var encoder = context.Transforms.Skeleton.LoadEncoder(weights);
        var classifier = context.MulticlassClassification.Trainers.SkeletonFineTuning(encoder, epochs: 1).Fit(prepared);
        var names = context.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(classifier.Transform(prepared));
        SavedModel.AssertSameBitsElsewhere(context, prepare.Append(classifier).Append(names), context.Data.TakeRows(train, 8));
    }
}
