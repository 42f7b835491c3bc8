namespace MsMclr.MLNet.Cli.Serve;

/// <summary>A clip for drawing: for each frame, for each body V * C coordinates to the millimeter, or null where nobody is.</summary>
internal static class ClipFrames
{
    public static float[]?[][] Of(float[] clip, ClipColumn shape)
    {
        var size = shape.Layout.JointCount * shape.Channels;
        return [.. clip.Chunk(shape.Bodies * size).Select(frame => frame.Chunk(size).Select(body => Array.TrueForAll(body, value => value == 0) ? null : Rounded(body)).ToArray())];
    }

    private static float[] Rounded(float[] body) => Array.ConvertAll(body, value => MathF.Round(value, 3));
}
