using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

/// <summary>Prepared clips of any shape: each channel a random walk, one body absent where it is said.</summary>
internal static class RandomClips
{
    public static float[][] Of(ClipShape shape, int count, int seed = 1, int absentBody = -1)
    {
        var random = new Random(seed);
        var clips = new float[count][];
        for (var clip = 0; clip < count; clip++)
        {
            clips[clip] = new float[shape.Length];
            var perFrame = shape.Joints * shape.Bodies;
            for (var at = 0; at < shape.Length; at++)
            {
                var before = at / perFrame % shape.Frames == 0 ? 0 : clips[clip][at - perFrame];
                if (at % shape.Bodies != absentBody)
                    clips[clip][at] = before + (float)(random.NextDouble() - 0.5);
            }
        }

        return clips;
    }

    public static RecordingView View(ClipShape shape, float[][] clips)
    {
        var type = new VectorDataViewType(NumberDataViewType.Single, shape.Channels, shape.Frames, shape.Joints, shape.Bodies);
        return new RecordingView("Skeleton", type, SkeletonLayout.NtuRgbd, clips);
    }
}
