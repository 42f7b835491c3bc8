using Microsoft.ML;
using MsMclr.MLNet;

namespace Samples;

/// <summary>A head whose probabilities mean what they say, for people whom it has not seen.</summary>
public static class CalibratedHead
{
    public static void Run(TextWriter output)
    {
        var ml = new MLContext(seed: 1);
        var clips = ml.Data.LoadSyntheticSkeletons(new SyntheticSkeletons.Options { Subjects = 12, Repetitions = 1, Cameras = 1 });
        var convolutions = ml.Transforms.Skeleton.Prepare("Skeleton", "Clip")
            .Append(ml.Transforms.Skeleton.RandomConvolutions("Features", "Skeleton", featureCount: 840))
            .Fit(clips);
        var embedded = ml.Data.Cache(convolutions.Transform(clips), "Features", "Label", "Subject");

        // Any multiclass trainer. Without each of the folds, and then with everybody, it is fitted: cache what it reads.
        var trainers = ml.MulticlassClassification.Trainers;
        var neighbors = trainers.NearestNeighbors(k: 5, temperature: 0.01f);
        using var head = trainers.Calibrate(neighbors, groupColumnName: "Subject").Fit(embedded);
        output.WriteLine($"divided by {head.Temperature:f1}, chosen on {head.HeldOutCount} clips of people who were held out");
        output.WriteLine($"calibration error {head.ExpectedCalibrationErrorBefore:p0}, then {head.ExpectedCalibrationErrorAfter:p0}");
        output.WriteLine($"log loss {head.LogLossBefore:f2}, then {head.LogLossAfter:f2}");
    }
}

// Output:
// divided by 0.9, chosen on 240 clips of people who were held out
// calibration error 6 %, then 5 %
// log loss 1.12, then 1.12
