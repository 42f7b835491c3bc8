namespace MsMclr.MLNet.Loaders.Bodies;

/// <summary>Whether bodies are too wide for people in too many of their frames.</summary>
internal static class BodySpread
{
    /// <summary>For each track whether it is not.</summary>
    public static List<bool> Judge(in ClipBodies bodies, List<BodyTrack> tracks, BodyTrackingOptions options)
    {
        var isKept = new List<bool>();
        foreach (var track in tracks)
            isKept.Add(IsNarrow(bodies, track.Bodies, options));

        return isKept;
    }

    private static bool IsNarrow(in ClipBodies bodies, List<int> track, BodyTrackingOptions options)
    {
        var tooMany = options.LargestWideFraction * track.Count;
        var wide = 0;
        for (var i = 0; i < track.Count; i++)
        {
            wide += IsWide(bodies, track[i], options.LargestSpread) ? 1 : 0;
            // Most are people, and need no look at all of their frames.
            if (wide + track.Count - i - 1 < tooMany)
                return true;
        }

        return wide < tooMany;
    }

    private static bool IsWide(in ClipBodies bodies, int body, float largest)
    {
        var values = bodies[body];
        var left = float.PositiveInfinity;
        var right = float.NegativeInfinity;
        var bottom = float.PositiveInfinity;
        var top = float.NegativeInfinity;
        for (var at = 0; at < values.Length; at += bodies.Channels)
        {
            // Comparisons with NaN are false: what was not found is passed over.
            left = values[at] < left ? values[at] : left;
            right = values[at] > right ? values[at] : right;
            bottom = values[at + 1] < bottom ? values[at + 1] : bottom;
            top = values[at + 1] > top ? values[at + 1] : top;
        }

        return right - left > largest * (top - bottom);
    }
}
