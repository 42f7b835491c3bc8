namespace MsMclr.MLNet.Tests;

/// <summary>The recordings that were made for the tests.</summary>
internal static class Recordings
{
    public static string At(params string[] parts) => Repository.At(["tests", "Loaders", "Recordings", .. parts]);

    /// <summary>The first value of each frame's bodies: 0 where there is no body, NaN where its first joint is missing.</summary>
    public static float[][] Firsts(float[] clip, int bodyLength, int bodies = 2)
        => [.. clip.Chunk(bodyLength).Select(body => body[0]).Chunk(bodies)];

    /// <summary>The frames in which anybody is.</summary>
    public static int[] WithBody(float[] clip, int bodyLength, int bodies = 2)
        => [.. clip.Chunk(bodyLength * bodies).Index().Where(frame => frame.Item.Any(value => value != 0)).Select(frame => frame.Index)];
}
