using System.Runtime.InteropServices;

namespace MsMclr.MLNet.Loaders.Bodies;

/// <summary>Gives each body of each frame its place in the clip, or -1 where there is no room for it.</summary>
/// <param name="places">M, how many there are.</param>
/// <param name="order">Which bodies go in, and where.</param>
/// <param name="tracking">How they are followed.</param>
/// <param name="isWholeBody">Whether the layout is that of a whole body.</param>
internal sealed class BodySlots(int places, BodyOrder order, BodyTrackingOptions tracking, bool isWholeBody)
{
    /// <summary>Assigns the places.</summary>
    /// <param name="bodies">The clip's bodies.</param>
    /// <param name="frames">How many frames the clip has.</param>
    public BodyPlaces Assign(in ClipBodies bodies, int frames)
    {
        // What a format has given places is tracked already.
        if (order == BodyOrder.Tracked && bodies.Count > 0 && !bodies.Frames[0].IsPlaced)
            return Track(bodies, frames);
        var ranks = order == BodyOrder.MostActive ? RanksOfIds(bodies) : null;
        var slots = new int[bodies.Count];
        HashSet<ulong>? without = null;
        for (var i = 0; i < slots.Length; i++)
        {
            var body = bodies.Frames[i];
            slots[i] = ranks is null ? body.Place : ranks[body.Id];
            if (slots[i] < places)
                continue;
            slots[i] = -1;
            (without ??= []).Add(body.Id);
        }

        return new BodyPlaces(slots, WithoutPlace: without?.Count ?? 0);
    }

    private BodyPlaces Track(in ClipBodies bodies, int frames)
    {
        if (IsOneBody(bodies))
            return new BodyPlaces(new int[bodies.Count]);
        var tracks = BodyTracker.Follow(bodies, tracking);
        var people = NoiseBodies.Remove(bodies, tracks, frames, tracking, isWholeBody);
        var ranked = TrackRanks.Order(bodies, people, tracking.Ranking);
        var (slots, without) = TrackPlaces.Fill(bodies, ranked, places);
        return new BodyPlaces(slots, Noise: tracks.Count - people.Count, without);
    }

    // Most clips: there is nobody to be taken for another.
    private static bool IsOneBody(in ClipBodies bodies)
    {
        var frames = bodies.Frames;
        for (var i = 1; i < frames.Length; i++)
        {
            if (frames[i].Frame == frames[i - 1].Frame || frames[i].Id != frames[0].Id || frames[i].HasId != frames[0].HasId)
                return false;
        }

        return true;
    }

    private static Dictionary<ulong, int> RanksOfIds(in ClipBodies bodies)
    {
        var tracks = new Dictionary<ulong, List<int>>();
        var ids = new List<ulong>();
        for (var i = 0; i < bodies.Count; i++)
        {
            var id = bodies.Frames[i].Id;
            if (!tracks.TryGetValue(id, out var track))
            {
                track = [];
                tracks.Add(id, track);
                ids.Add(id);
            }

            track.Add(i);
        }

        var activities = new Dictionary<ulong, double>();
        foreach (var id in ids)
            activities.Add(id, BodyActivity.Of(bodies, CollectionsMarshal.AsSpan(tracks[id])));
        // Bodies that move equally stay in the order in which they were seen: OrderBy is stable.
        var ranks = new Dictionary<ulong, int>();
        foreach (var id in ids.OrderByDescending(id => activities[id]))
            ranks.Add(id, ranks.Count);
        return ranks;
    }
}
