using Microsoft.ML;
using MsMclr.MLNet;

namespace Samples;

/// <summary>An encoder for each stream in one Fit, a head on each, one decision.</summary>
public static class ThreeStreams
{
    public static void Run(TextWriter output)
    {
        var ml = new MLContext(seed: 1);
        var clips = ml.Data.LoadSyntheticSkeletons(new SyntheticSkeletons.Options { Subjects = 2, Repetitions = 1, Cameras = 1 });
        var small = new MsMclrRecipe { HiddenChannels = 4, FeatureSize = 16, ProjectionSize = 8 };
        var encoders = ml.Transforms.Skeleton.Prepare(new SkeletonPreparationEstimator.Options { Frames = 16 })
            .Append(ml.SelfSupervised.Trainers.MsMclrThreeStreams(new MsMclrTrainer.Options { Epochs = 1, Recipe = small }));
        using var trained = encoders.Fit(clips);

        var embedded = ml.Data.Cache(trained.Transform(clips), "Features", "Features.Joint", "Features.Bone", "Features.Motion", "Label");
        string[] columns = ["Features.Joint", "Features.Bone", "Features.Motion", "Features"];
        output.WriteLine(string.Join(", ", columns.Select(name => $"{name} {embedded.Schema[name].Type}")));

        using var fused = ml.MulticlassClassification.Trainers.ScoreFusion().Fit(embedded);
        output.WriteLine($"{fused.Transform(embedded).Schema["Score"].Type}");
    }
}

// Output:
// Features.Joint Vector<Single, 640>, Features.Bone Vector<Single, 640>, Features.Motion Vector<Single, 640>, Features Vector<Single, 1920>
// Vector<Single, 20>
