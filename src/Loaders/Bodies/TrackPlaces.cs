namespace MsMclr.MLNet.Loaders.Bodies;

/// <summary>Gives tracks their places in a clip.</summary>
/// <remarks>
/// A track goes into the first place whose tracks it does not overlap in time, as in the preprocessing of NTU RGB+D: a person whom the
/// sensor lost and found elsewhere is one body of the clip.
/// </remarks>
internal static class TrackPlaces
{
    /// <summary>The place of each body, -1 for those without one; and how many tracks have none.</summary>
    /// <param name="bodies">The clip.</param>
    /// <param name="ranked">Its tracks, the first first.</param>
    /// <param name="places">How many places there are.</param>
    public static (int[] Slots, int WithoutPlace) Fill(in ClipBodies bodies, List<BodyTrack> ranked, int places)
    {
        var slots = new int[bodies.Count];
        Array.Fill(slots, -1);
        var taken = new List<List<BodyTrack>>();
        var without = 0;
        foreach (var track in ranked)
        {
            var place = 0;
            while (place < taken.Count && OverlapsAny(bodies, track, taken[place]))
                place++;
            if (place == places)
            {
                without++;
                continue;
            }

            if (place == taken.Count)
                taken.Add([]);
            taken[place].Add(track);
            foreach (var body in track.Bodies)
                slots[body] = place;
        }

        return (slots, without);
    }

    private static bool OverlapsAny(in ClipBodies bodies, BodyTrack track, List<BodyTrack> others)
    {
        foreach (var other in others)
        {
            if (track.Overlaps(bodies, other))
                return true;
        }

        return false;
    }
}
