namespace MsMclr.MLNet.Transforms.Preparation;

/// <summary>Fills frames in which a body is absent for a short while, between frames in which it is there.</summary>
internal sealed class BodyGaps(ClipPreparation preparation)
{
    /// <summary>Fills the gaps of a recording <c>[T, M, V, C]</c>.</summary>
    /// <returns>How many frames of bodies were made.</returns>
    public long Fill(Span<float> recording)
    {
        var made = 0L;
        var frames = recording.Length / preparation.FrameLength;
        for (var body = 0; body < preparation.Shape.Bodies; body++)
        {
            var before = -1;
            for (var frame = 0; frame < frames; frame++)
            {
                if (!FoundValues.HasAny(Body(recording, frame, body)))
                    continue;
                var gap = frame - before - 1;
                if (before >= 0 && gap > 0 && gap <= preparation.LongestInterpolatedGap)
                {
                    FillGap(recording, body, before, frame);
                    made += gap;
                }

                before = frame;
            }
        }

        return made;
    }

    /// <summary>What lies between two positions. Between equal ones it is the same, to the last bit.</summary>
    public static void Mix(ReadOnlySpan<float> first, ReadOnlySpan<float> second, float share, Span<float> target)
    {
        for (var i = 0; i < target.Length; i++)
            target[i] = first[i] + (share * (second[i] - first[i]));
    }

    private void FillGap(Span<float> recording, int body, int before, int after)
    {
        var first = Body(recording, before, body);
        var second = Body(recording, after, body);
        var channels = preparation.Shape.Channels;
        for (var frame = before + 1; frame < after; frame++)
        {
            var share = (frame - before) / (float)(after - before);
            var target = Body(recording, frame, body);
            Mix(first, second, share, target);
            for (var scores = preparation.Coordinates; scores < target.Length; scores += channels)
                target.Slice(scores, channels - preparation.Coordinates).Clear();
        }
    }

    private Span<float> Body(Span<float> recording, int frame, int body)
        => recording.Slice(preparation.Offset(frame, body), preparation.BodyLength);
}
