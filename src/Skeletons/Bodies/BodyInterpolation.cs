namespace MsMclr.MLNet.Skeletons.Bodies;

/// <summary>What lies between two positions of a body, <c>V * C</c> values.</summary>
internal static class BodyInterpolation
{
    /// <summary>Writes the body that lies between two others.</summary>
    /// <param name="before">The earlier one. A joint that was not found is NaN.</param>
    /// <param name="after">The later one.</param>
    /// <param name="share">How far from the earlier to the later one, 0 to 1.</param>
    /// <param name="channels">C, values a joint.</param>
    /// <param name="result">Where it goes.</param>
    public static void Blend(ReadOnlySpan<float> before, ReadOnlySpan<float> after, float share, int channels, Span<float> result)
    {
        for (var joint = 0; joint < result.Length; joint += channels)
        {
            var first = before.Slice(joint, channels);
            var last = after.Slice(joint, channels);
            var between = result.Slice(joint, channels);
            // A joint that is missing at one end is missing in between, with the score of what is missing.
            if (first.Contains(float.NaN))
                first.CopyTo(between);
            else if (last.Contains(float.NaN))
                last.CopyTo(between);
            else
                Blend(first, last, share, between);
        }
    }

    private static void Blend(ReadOnlySpan<float> first, ReadOnlySpan<float> last, float share, Span<float> between)
    {
        for (var i = 0; i < between.Length; i++)
            between[i] = (first[i] * (1 - share)) + (last[i] * share);
    }
}
