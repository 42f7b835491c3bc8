using System.Runtime.InteropServices;

namespace MsMclr.MLNet.Loaders.Bodies;

/// <summary>Puts tracks in order: the most active first, or those with the highest scores.</summary>
internal static class TrackRanks
{
    public static List<BodyTrack> Order(in ClipBodies bodies, List<BodyTrack> tracks, BodyRanking ranking)
    {
        if (tracks.Count == 1)
            return tracks;
        var ranked = new List<(double Rank, BodyTrack Track)>();
        foreach (var track in tracks)
            ranked.Add((ranking == BodyRanking.HighestScore ? MeanScore(bodies, track) : Activity(bodies, track), track));
        // Equal ones stay in the order in which they began: OrderBy is stable.
        return [.. ranked.OrderByDescending(entry => entry.Rank).Select(entry => entry.Track)];
    }

    private static double Activity(in ClipBodies bodies, BodyTrack track)
        => BodyActivity.Of(bodies, CollectionsMarshal.AsSpan(track.Bodies));

    // A joint that was not found has score 0.
    private static double MeanScore(in ClipBodies bodies, BodyTrack track)
    {
        var sum = 0.0;
        foreach (var body in track.Bodies)
        {
            var values = bodies[body];
            for (var at = bodies.Coordinates; at < values.Length; at += bodies.Channels)
                sum += values[at];
        }

        return sum / track.Bodies.Count;
    }
}
