namespace MsMclr.MLNet.Cli.Serve;

/// <summary>A clip for drawing: for each frame, for each body V * C coordinates to the millimeter, or null where nobody is.
/// A coordinate that was not found is null too: JSON has no NaN.</summary>
internal static class ClipFrames
{
    private const int ArrayHeader = 32;

    public static float?[]?[][] Of(float[] clip, ClipColumn shape)
    {
        var bodySize = shape.Layout.JointCount * shape.Channels;
        var frames = clip.Chunk(shape.Bodies * bodySize);
        return [.. frames.Select(frame => frame.Chunk(bodySize).Select(Body).ToArray())];
    }

    /// <summary>The bytes that it takes to hold them, about: a slow reader keeps them for long.</summary>
    public static long SizeOf(float?[]?[][]? frames)
    {
        return frames?.Sum(frame => ArrayHeader + frame.Sum(SizeOf)) ?? 0;
    }

    private static float?[]? Body(float[] values)
        => Array.TrueForAll(values, value => value == 0) ? null : Array.ConvertAll(values, Coordinate);

    private static float? Coordinate(float value) => float.IsNaN(value) ? null : MathF.Round(value, 3);

    private static long SizeOf(float?[]? body) => sizeof(long) + (body is null ? 0L : ArrayHeader + (2 * sizeof(float) * body.Length));
}
