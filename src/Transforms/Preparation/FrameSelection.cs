namespace MsMclr.MLNet.Transforms.Preparation;

/// <summary>Steps 1 and 3 of the preprocessing: how long a recording is, and which frames a prepared one lies between.</summary>
internal static class FrameSelection
{
    /// <summary>The first frame that is used, and how many are. None where no joint of any body was found in any frame.</summary>
    public static (int First, int Length) Range(ClipPreparation preparation, ReadOnlySpan<float> recording)
    {
        var end = End(preparation, recording);
        switch (preparation.Length)
        {
            case ClipLengthRule.CountNonEmpty:
                var count = CountNonEmpty(preparation, recording);
                return (0, count > 0 ? count : end);
            case ClipLengthRule.LastNonEmpty:
                return (0, end);
            case ClipLengthRule.All:
                return (0, recording.Length / preparation.FrameLength);
            default:
                var first = 0;
                while (first < end && !HasBody(preparation, recording, first))
                    first++;
                return (first, end - first);
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

    // The last frame with a body, plus 1.
    private static int End(ClipPreparation preparation, ReadOnlySpan<float> recording)
    {
        var end = recording.Length / preparation.FrameLength;
        while (end > 0 && !HasBody(preparation, recording, end - 1))
            end--;
        return end;
    }

    private static bool HasBody(ClipPreparation preparation, ReadOnlySpan<float> recording, int frame)
        => FoundValues.HasAny(recording.Slice(frame * preparation.FrameLength, preparation.FrameLength));

    private static int CountNonEmpty(ClipPreparation preparation, ReadOnlySpan<float> recording)
    {
        var count = 0;
        for (var at = 0; at < recording.Length; at += preparation.FrameLength)
        {
            if (FoundValues.HasAny(recording.Slice(at, preparation.Shape.Channels)))
                count++;
        }

        return count;
    }
}
