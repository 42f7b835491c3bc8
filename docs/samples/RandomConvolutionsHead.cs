using Microsoft.ML;
using MsMclr.MLNet;

namespace Samples;

/// <summary>Actions without a network: random convolutions and a ridge head.</summary>
public static class RandomConvolutionsHead
{
    public static void Run(TextWriter output)
    {
        var ml = new MLContext(seed: 1);
        var clips = new SyntheticSkeletons.Options { Subjects = 6, Repetitions = 1, Cameras = 1 };
        var data = ml.Data.LoadSyntheticSkeletons(clips);
        var split = ml.Data.TrainTestSplit(data, testFraction: 0.4, samplingKeyColumnName: "Subject");
        var convolutions = ml.Transforms.Skeleton.Prepare("Skeleton", "Clip")
            .Append(ml.Transforms.Skeleton.RandomConvolutions("Features", "Skeleton"))
            .Fit(split.TrainSet);
        using var head = ml.MulticlassClassification.Trainers.Ridge().Fit(convolutions.Transform(split.TrainSet));
        var metrics = ml.MulticlassClassification.Evaluate(head.Transform(convolutions.Transform(split.TestSet)));
        output.WriteLine($"people it has not seen: {metrics.MicroAccuracy:P0}");
    }
}

// Output:
// people it has not seen: 78 %
