using CsCheck;

namespace MsMclr.MLNet.Tests;

/// <summary>Draws bodies of joints x, y, score, some of which were not found, as detectors write them: all zeros.</summary>
internal static class ScoredBodies
{
    /// <summary>Frames of one body each, at least one of which has a joint.</summary>
    public static Gen<float[][]> Frames(int joints)
        => Gen.Select(Gen.Float[-2, 2], Gen.Float[-2, 2], Gen.Float[0.01f, 1], Gen.Int[0, 4])
            .Select((x, y, score, draw) => draw == 0 ? new float[3] : new[] { x, y, score })
            .Array[joints]
            .Select(body => body.SelectMany(joint => joint).ToArray())
            .Array[1, 4]
            .Where(frames => frames.Any(frame => frame.Any(value => value != 0)));

    /// <summary>What the loader makes of such frames, with room for two bodies.</summary>
    public static IEnumerable<float> Loaded(float[][] frames)
        => frames.SelectMany(frame => Loaded(frame).Concat(new float[frame.Length]));

    private static IEnumerable<float> Loaded(float[] body)
    {
        if (body.All(value => value == 0))
            return body;
        return body.Chunk(3).SelectMany(joint => joint[2] > 0 ? joint : [float.NaN, float.NaN, 0]);
    }
}
