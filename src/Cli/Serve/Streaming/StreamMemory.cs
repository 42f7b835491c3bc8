namespace MsMclr.MLNet.Cli.Serve.Streaming;

/// <summary>What a stream may take, however long it is.</summary>
internal static class StreamMemory
{
    // A number as JSON, with its comma.
    private const int BytesOfNumber = 32;
    private const int BytesBeside = 1 << 12;

    /// <summary>The longest message: a frame with as many people as may be.</summary>
    public static int OfMessage(ClipColumn shape, ScoringOptions options)
        => BytesBeside + (options.MaxBodies * BodyLength(shape) * BytesOfNumber);

    /// <summary>The message, and what a recognizer keeps: for each person the frames of a window and of the longest absence.</summary>
    public static long OfStream(ClipColumn shape, ScoringOptions options, ActionRecognizer.Options settings, int window)
    {
        var frames = (long)window + settings.ForgetAfter + 1;
        return OfMessage(shape, options) + (settings.MaximumPeople * frames * BodyLength(shape) * sizeof(float));
    }

    private static int BodyLength(ClipColumn shape) => shape.Layout.JointCount * shape.Channels;
}
