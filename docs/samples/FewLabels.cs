using Microsoft.ML;
using MsMclr.MLNet;

namespace Samples;

/// <summary>Pretrained without labels, fine-tuned with half of them.</summary>
public static class FewLabels
{
    public static void Run(TextWriter output)
    {
        var ml = new MLContext(seed: 1);
        var clips = ml.Data.LoadSyntheticSkeletons(new SyntheticSkeletons.Options { Subjects = 4, Repetitions = 1, Cameras = 1 });
        var prepare = ml.Transforms.Skeleton.Prepare(new SkeletonPreparationEstimator.Options { Frames = 16 }).Fit(clips);
        var prepared = ml.Data.Cache(prepare.Transform(clips), "Skeleton", "Label");
        var small = new MsMclrRecipe { HiddenChannels = 4, FeatureSize = 16, ProjectionSize = 8 };
        using var encoder = ml.SelfSupervised.Trainers.MsMclr(new MsMclrTrainer.Options { Epochs = 1, Recipe = small }).Fit(prepared);
        using var classifier = ml.MulticlassClassification.Trainers.SkeletonFineTuning(new SkeletonFineTuningTrainer.Options
        {
            Encoder = encoder,
            LabelFraction = 0.5,
            Epochs = 2,
        }).Fit(prepared);

        var scored = classifier.Transform(prepared);
        output.WriteLine($"Score {scored.Schema["Score"].Type}, PredictedLabel {scored.Schema["PredictedLabel"].Type}");
        output.WriteLine($"an encoder of {classifier.Encoder.FeatureSize} features came out");
    }
}

// Output:
// Score Vector<Single, 20>, PredictedLabel Key<UInt32, 0-19>
// an encoder of 16 features came out
