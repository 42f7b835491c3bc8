using MsMclr.MLNet.Skeletons.Bodies;

namespace MsMclr.MLNet.Loaders.Bodies;

/// <summary>Decides which track each body of a frame goes on with, for all of them at once.</summary>
internal static class NearestTracks
{
    /// <summary>The track of each body; null for one that none is near enough for.</summary>
    /// <param name="bodies">The clip.</param>
    /// <param name="unknown">The bodies.</param>
    /// <param name="tracks">Tracks that have no body in this frame.</param>
    /// <param name="largestJump">How far is too far.</param>
    /// <param name="ids">Which bodies have an id.</param>
    public static BodyTrack?[] Find(in ClipBodies bodies, List<int> unknown, List<BodyTrack> tracks, double largestJump, BodyIds ids)
    {
        var found = new BodyTrack?[unknown.Count];
        if (tracks.Count == 0)
            return found;
        // Each body has a column of its own beside the tracks', to begin anew: that costs the largest jump. More is too far.
        var columns = tracks.Count + unknown.Count;
        var costs = new double[unknown.Count * columns];
        var tooFar = 2 * largestJump * (unknown.Count + 1);
        Array.Fill(costs, tooFar);
        for (var row = 0; row < unknown.Count; row++)
        {
            for (var column = 0; column < tracks.Count; column++)
            {
                if (!MayGoOn(bodies, unknown[row], tracks[column], ids))
                    continue;
                var distance = BodyDistance.Between(
                    bodies[tracks[column].Last], bodies[unknown[row]], bodies.Channels, bodies.Coordinates);
                costs[(row * columns) + column] = Math.Min(distance, tooFar);
            }

            costs[(row * columns) + tracks.Count + row] = largestJump;
        }

        var chosen = Assignment.Find(costs, unknown.Count, columns);
        for (var row = 0; row < chosen.Length; row++)
        {
            if (chosen[row] < tracks.Count)
                found[row] = tracks[chosen[row]];
        }

        return found;
    }

    // A track whose id is still to come again is not taken over by another id. A body without an id may fill its gap.
    private static bool MayGoOn(in ClipBodies bodies, int body, BodyTrack track, BodyIds ids)
        => !ids.Tells(body) || track.Id is not { } id || ids.LastFrame(bodies, id) < bodies.Frames[body].Frame;
}
