namespace MsMclr.MLNet.Trainers.FineTuning;

/// <summary>Draws clips of every class alike, from a seed.</summary>
internal static class LabelDraw
{
    /// <summary>A share of the clips of every class: round(share * count), to even as in Python (method, section 8), or one where that leaves none and <paramref name="keepEvery"/> asks for it.</summary>
    public static int[] Share(IReadOnlyList<int> labels, double share, bool keepEvery, int seed)
    {
        if (share >= 1)
            return [.. Enumerable.Range(0, labels.Count)];
        return Draw(Enumerable.Range(0, labels.Count), labels, seed, count => Math.Max((int)Math.Round(share * count, MidpointRounding.ToEven), keepEvery ? 1 : 0)).Drawn;
    }

    /// <summary>Sets a share of some clips aside; every class keeps one at least.</summary>
    public static (int[] Kept, int[] Aside) SetAside(int[] clips, IReadOnlyList<int> labels, double share, int seed)
    {
        var (drawn, rest) = Draw(clips, labels, seed, count => Math.Min((int)Math.Round(share * count, MidpointRounding.ToEven), count - 1));
        return (rest, drawn);
    }

    private static (int[] Drawn, int[] Left) Draw(IEnumerable<int> clips, IReadOnlyList<int> labels, int seed, Func<int, int> howMany)
    {
        var random = new Random(seed);
        var (drawn, rest) = (new List<int>(), new List<int>());
        foreach (var group in clips.GroupBy(clip => labels[clip]).OrderBy(group => group.Key))
        {
            var members = group.ToArray();
            random.Shuffle(members);
            var count = howMany(members.Length);
            drawn.AddRange(members[..count]);
            rest.AddRange(members[count..]);
        }

        return ([.. drawn.Order()], [.. rest.Order()]);
    }
}
