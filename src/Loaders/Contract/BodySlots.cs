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
        var activity = new Dictionary<ulong, Activity>();
        var bodies = clip.BodyFrames;
        for (var i = 0; i < bodies.Length; i++)
        {
            if (!activity.TryGetValue(bodies[i].Id, out var one))
                activity.Add(bodies[i].Id, one = new Activity(activity.Count, clip.JointCount * clip.Channels));
            one.Add(clip.Body(i));
        }

        return activity.OrderByDescending(pair => pair.Value.Total()).ThenBy(pair => pair.Value.Seen)
            .Select((pair, rank) => (pair.Key, rank)).ToDictionary(pair => pair.Key, pair => pair.rank);
    }

    /// <summary>The sum over coordinates and frames of the squared deviation from the mean, kept by Welford's recurrence.</summary>
    private sealed class Activity(int seen, int coordinates)
    {
        private readonly double[] _mean = new double[coordinates];
        private double _total;
        private int _count;

        public int Seen => seen;

        public void Add(ReadOnlySpan<float> body)
        {
            _count++;
            for (var i = 0; i < body.Length; i++)
            {
                var before = body[i] - _mean[i];
                _mean[i] += before / _count;
                _total += before * (body[i] - _mean[i]);
            }
        }

        public double Total() => double.IsNaN(_total) ? 0 : _total;
    }
}
