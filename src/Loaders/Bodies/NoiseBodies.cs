namespace MsMclr.MLNet.Loaders.Bodies;

/// <summary>Tells people from what a sensor takes for one. The rules are described at <see cref="BodyTrackingOptions"/>.</summary>
internal static class NoiseBodies
{
    /// <summary>The tracks that are left.</summary>
    /// <param name="bodies">The clip.</param>
    /// <param name="tracks">Its tracks.</param>
    /// <param name="frames">How many frames the clip has.</param>
    /// <param name="options">The thresholds.</param>
    /// <param name="isWholeBody">Whether the layout is that of a whole body, which is higher than wide.</param>
    public static List<BodyTrack> Remove(
        in ClipBodies bodies,
        List<BodyTrack> tracks,
        int frames,
        BodyTrackingOptions options,
        bool isWholeBody)
    {
        var left = tracks;
        var shortest = Math.Min(options.ShortestTrack, (frames + 2) / 3);
        if (left.Count > 1)
            left = Keep(left, left.ConvertAll(track => track.Bodies.Count >= shortest));
        if (left.Count > 1 && isWholeBody && bodies.Coordinates > 1)
            left = Keep(left, BodySpread.Judge(bodies, left, options));
        if (left.Count > 1 && options.LeastMotion > 0)
            left = Keep(left, BodyMotion.Judge(bodies, left, options.LeastMotion));
        return left;
    }

    // A rule that all break says nothing.
    private static List<BodyTrack> Keep(List<BodyTrack> tracks, List<bool> isKept)
    {
        if (!isKept.Contains(true))
            return tracks;
        var kept = new List<BodyTrack>();
        for (var i = 0; i < tracks.Count; i++)
        {
            if (isKept[i])
                kept.Add(tracks[i]);
        }

        return kept;
    }
}
