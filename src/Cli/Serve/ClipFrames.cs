namespace MsMclr.MLNet.Cli.Serve;

/// <summary>A clip for drawing: for each frame, for each body V * C coordinates to the millimeter, or null where nobody is.</summary>
internal static class ClipFrames
{
    public static float[]?[][] Of(float[] clip, ClipColumn shape)
    {
        var bodySize = shape.Layout.JointCount * shape.Channels;
        var frames = clip.Chunk(shape.Bodies * bodySize);
        return [.. frames.Select(frame => frame.Chunk(bodySize).Select(Body).ToArray())];
    }

    private static float[]? Body(float[] values)
        => Array.TrueForAll(values, value => value == 0) ? null : Array.ConvertAll(values, value => MathF.Round(value, 3));
}
