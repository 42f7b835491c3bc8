using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet;

namespace Samples;

/// <summary>Clips of any length to clips of one shape, and the bones of one.</summary>
public static class PrepareClips
{
    public static void Run(TextWriter output)
    {
        var ml = new MLContext(seed: 1);
        var clips = ml.Data.LoadSyntheticSkeletons(subjects: 1, repetitions: 1);
        var prepare = ml.Transforms.Skeleton.Prepare(new SkeletonPreparationEstimator.Options
        {
            Frames = 24,
            Centering = ClipCentering.FirstFrame,                       // the default: keeps where people walk
            Turning = ClipTurning.FirstFrame,                           // and how they turn
        }).Append(ml.Transforms.Skeleton.Stream("Bones", "Skeleton", SkeletonStream.Bone));
        var prepared = prepare.Fit(clips).Transform(clips);
        output.WriteLine($"{clips.Schema["Clip"].Type} -> {prepared.Schema["Skeleton"].Type}");

        var center = SkeletonLayout.NtuRgbd.Center * 2;                 // channel 0, frame 0, two bodies a joint
        output.WriteLine($"the center's bone: {prepared.GetColumn<float[]>("Bones").First()[center]}");
    }
}

// Output:
// Vector<Single, *, 2, 25, 3> -> Vector<Single, 3, 24, 25, 2>
// the center's bone: 0
