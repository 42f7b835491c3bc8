using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet;

namespace Samples;

/// <summary>Views of one's own making, and a step that keeps its values in 16 bits.</summary>
public static class OwnViews
{
    public static void Run(TextWriter output)
    {
        var ml = new MLContext(seed: 1);
        var clips = ml.Data.LoadSyntheticSkeletons(new SyntheticSkeletons.Options { Subjects = 2, Repetitions = 1, Cameras = 1 });
        var prepare = ml.Transforms.Skeleton.Prepare(new SkeletonPreparationEstimator.Options { Frames = 16 }).Fit(clips);
        var prepared = ml.Data.Cache(prepare.Transform(clips), "Skeleton");
        var ordinary = new AugmentationSequence(new TemporalCrop(), new TimeWarp { Strength = 0.3 });
        using var encoder = ml.SelfSupervised.Trainers.MsMclr(new MsMclrTrainer.Options
        {
            Epochs = 1,
            Recipe = new MsMclrRecipe
            {
                HiddenChannels = 4, FeatureSize = 16, ProjectionSize = 8,
                OrdinaryAugmentation = ordinary,
                StrongAugmentation = new AugmentationSequence(ordinary, new RandomRotation(), new ChaosJoint()),
            },
            Precision = TrainingPrecision.BFloat16,
        }).Fit(prepared);
        var features = encoder.Transform(prepared).GetColumn<float[]>("Features").ToArray();
        var finite = features.All(row => row.All(float.IsFinite));
        output.WriteLine($"{features.Length} clips, {features[0].Length} features each, all finite: {finite}");
    }
}

// Output:
// 40 clips, 640 features each, all finite: True
