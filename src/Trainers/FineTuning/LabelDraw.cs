namespace MsMclr.MLNet.Trainers.FineTuning;

/// <summary>Draws clips of every class alike, from a seed.</summary>
internal static class LabelDraw
{
    /// <summary>
    /// A share of the clips of every class, rounded to even as in Python (method, section 8); or one clip where that leaves none and
    /// <paramref name="keepEvery"/> asks for it.
    /// </summary>
    public static int[] Share(IReadOnlyList<int> labels, double share, bool keepEvery, int seed)
    {
        var all = Enumerable.Range(0, labels.Count);
        if (share >= 1)
            return [.. all];
        var least = keepEvery ? 1 : 0;
        return Draw(all, labels, seed, count => Math.Max(Rounded(share, count), least)).Drawn;
    }

    /// <summary>Sets a share of some clips aside; every class keeps one at least.</summary>
    public static (int[] Kept, int[] Aside) SetAside(int[] clips, IReadOnlyList<int> labels, double share, int seed)
    {
        var (drawn, left) = Draw(clips, labels, seed, count => Math.Min(Rounded(share, count), count - 1));
        return (left, drawn);
    }

    private static int Rounded(double share, int count) => (int)Math.Round(share * count, MidpointRounding.ToEven);

    private static (int[] Drawn, int[] Left) Draw(IEnumerable<int> clips, IReadOnlyList<int> labels, int seed, Func<int, int> howMany)
    {
        var random = new Random(seed);
        var drawn = new List<int>();
        var left = new List<int>();
        foreach (var group in clips.GroupBy(clip => labels[clip]).OrderBy(group => group.Key))
        {
            var members = group.ToArray();
            random.Shuffle(members);
            var count = howMany(members.Length);
            drawn.AddRange(members[..count]);
            left.AddRange(members[count..]);
        }

        return ([.. drawn.Order()], [.. left.Order()]);
    }
}
