namespace MsMclr.MLNet.Transforms.Preparation;

/// <summary>Steps 1 and 3 of the preprocessing: how long a recording is, and which frames a prepared one lies between.</summary>
internal static class FrameSelection
{
    public static int Length(ClipPreparation preparation, ReadOnlySpan<float> recording)
    {
        var frames = recording.Length / preparation.FrameLength;
        switch (preparation.Length)
        {
            case ClipLengthRule.CountNonEmpty:
                var count = 0;
                for (var frame = 0; frame < frames; frame++)
                    count += recording.Slice(frame * preparation.FrameLength, preparation.Shape.Channels).ContainsAnyExcept(0f) ? 1 : 0;
                return count;
            case ClipLengthRule.LastNonEmpty:
                var last = recording.LastIndexOfAnyExcept(0f);
                return last < 0 ? 0 : (last / preparation.FrameLength) + 1;
            default:
                return frames;
        }
    }

    /// <summary>The two frames that a prepared frame lies between, and how far it is on the way to the second (half-pixel centers, as OpenCV resizes).</summary>
    public static (int Before, int After, float Fraction) At(int frame, int length, int frames)
    {
        // In float32 from here on: OpenCV's rounding, to the last bit.
        var at = (float)(((frame + 0.5) * (length / (double)frames)) - 0.5);
        var floor = MathF.Floor(at);
        var before = (int)floor;
        return (Math.Clamp(before, 0, length - 1), Math.Clamp(before + 1, 0, length - 1), at - floor);
    }
}
