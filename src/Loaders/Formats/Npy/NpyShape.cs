namespace MsMclr.MLNet.Loaders.Formats.Npy;

/// <summary>Where in the values of one clip a value is, and which of them are a frame.</summary>
/// <param name="Clips">N.</param>
/// <param name="Frames">T.</param>
internal sealed record NpyShape(long Clips, long Frames)
{
    /// <summary>Gets how far apart two bodies are.</summary>
    public required long Body { get; init; }

    /// <summary>Gets how far apart two joints are.</summary>
    public required long Joint { get; init; }

    /// <summary>Gets how far apart two values of a joint are.</summary>
    public required long Channel { get; init; }

    /// <summary>Gets how many values of a frame stand together, which is how far apart two frames are.</summary>
    public required long Run { get; init; }

    /// <summary>Gets in how many places values of a frame stand together.</summary>
    public required long Runs { get; init; }

    /// <summary>Reads a shape; null where it is not of the order that the options name.</summary>
    public static NpyShape? Of(long[] shape, NpyAxes axes, long channels, long joints, long bodies) => axes switch
    {
        NpyAxes.FramesFirst => FramesFirst(shape, channels, joints, bodies),
        NpyAxes.BodiesFirst => shape is [var clips, var m, var frames, var v, var c] && m == bodies && v == joints && c == channels
            ? new(clips, frames) { Body = frames * v * c, Joint = c, Channel = 1, Run = v * c, Runs = m }
            : null,
        _ => shape is [var clips, var c, var frames, var v, var m] && m == bodies && v == joints && c == channels
            ? new(clips, frames) { Body = 1, Joint = m, Channel = frames * v * m, Run = v * m, Runs = c }
            : null,
    };

    /// <summary>What a shape of the order is written as, with the numbers that are known.</summary>
    public static string Expected(NpyAxes axes, int channels, int joints, int bodies) => axes switch
    {
        NpyAxes.FramesFirst => $"[N, T, {bodies}, {joints}, {channels}] or [N, T, {bodies * joints * channels}]",
        NpyAxes.BodiesFirst => $"[N, {bodies}, T, {joints}, {channels}]",
        _ => $"[N, {channels}, T, {joints}, {bodies}]",
    };

    private static NpyShape? FramesFirst(long[] shape, long channels, long joints, long bodies)
    {
        var frame = channels * joints * bodies;
        var fits = shape switch
        {
            [_, _, var all] => all == frame,
            [_, _, var v, var c] => bodies == 1 && v == joints && c == channels,
            [_, _, var m, var v, var c] => m == bodies && v == joints && c == channels,
            _ => false,
        };
        if (!fits)
            return null;
        return new(shape[0], shape[1]) { Body = joints * channels, Joint = channels, Channel = 1, Run = frame, Runs = 1 };
    }
}
