namespace MsMclr.MLNet.Transforms.Preparation;

/// <summary>Steps 1 and 3 of the preprocessing: how long a recording is, and which frames a prepared one lies between.</summary>
internal static class FrameSelection
{
    public static int Length(ClipPreparation preparation, ReadOnlySpan<float> recording)
    {
        switch (preparation.Length)
        {
            case ClipLengthRule.CountNonEmpty:
                return CountNonEmpty(preparation, recording);
            case ClipLengthRule.LastNonEmpty:
                var last = recording.LastIndexOfAnyExcept(0f);
                return last < 0 ? 0 : (last / preparation.FrameLength) + 1;
            default:
                return recording.Length / preparation.FrameLength;
        }
    }

    /// <summary>
    /// The two frames that a prepared frame lies between, and how far it is on the way to the second (half-pixel centers, as OpenCV
    /// resizes).
    /// </summary>
    public static (int Before, int After, float Fraction) At(int frame, int length, int frames)
    {
        // In float32 from here on: OpenCV's rounding, to the last bit.
        var at = (float)(((frame + 0.5) * (length / (double)frames)) - 0.5);
        var floor = MathF.Floor(at);
        var before = (int)floor;
        return (Math.Clamp(before, 0, length - 1), Math.Clamp(before + 1, 0, length - 1), at - floor);
    }

    private static int CountNonEmpty(ClipPreparation preparation, ReadOnlySpan<float> recording)
    {
        var count = 0;
        for (var at = 0; at + preparation.FrameLength <= recording.Length; at += preparation.FrameLength)
        {
            var firstJoint = recording.Slice(at, preparation.Shape.Channels);
            if (firstJoint.ContainsAnyExcept(0f))
                count++;
        }

        return count;
    }
}
