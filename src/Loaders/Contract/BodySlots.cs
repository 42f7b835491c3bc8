namespace MsMclr.MLNet.Loaders.Contract;

/// <summary>Gives each body of each frame its place in the clip, or -1 where there is no room for it.</summary>
internal static class BodySlots
{
    public static int[] Assign(SkeletonClipBuilder clip, int places, BodyOrder order)
    {
        var bodies = clip.BodyFrames;
        var slots = new int[bodies.Length];
        var ranks = order == BodyOrder.MostActive ? Rank(clip) : null;
        for (var i = 0; i < slots.Length; i++)
        {
            var slot = ranks is null ? bodies[i].Place : ranks[bodies[i].Id];
            slots[i] = slot < places ? slot : -1;
        }

        return slots;
    }

    private static Dictionary<ulong, int> Rank(SkeletonClipBuilder clip)
    {
        var activities = new Dictionary<ulong, BodyActivity>();
        var bodies = clip.BodyFrames;
        for (var i = 0; i < bodies.Length; i++)
        {
            if (!activities.TryGetValue(bodies[i].Id, out var activity))
            {
                activity = new BodyActivity(order: activities.Count, coordinates: clip.BodyLength);
                activities.Add(bodies[i].Id, activity);
            }

            activity.Add(clip.Body(i));
        }

        return activities
            .OrderByDescending(pair => pair.Value.Total)
            .ThenBy(pair => pair.Value.Order)
            .Select((pair, rank) => (pair.Key, Rank: rank))
            .ToDictionary(pair => pair.Key, pair => pair.Rank);
    }
}
