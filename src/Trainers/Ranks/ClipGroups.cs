namespace MsMclr.MLNet.Trainers.Ranks;

/// <summary>
/// Cuts a batch into groups of clips. Every sum over a batch is a sum over each group, and then over the groups as a balanced tree
/// (<see cref="PairwiseTree"/>). Ranks own aligned groups and go on with the tree among themselves (<see cref="RankSums"/>), so that the
/// same numbers are added in the same order whoever computes them.
/// </summary>
/// <remarks>
/// Groups are cut by clips, not by rows: where a clip's second body is absent, the rows before it would otherwise decide which group it is
/// in.
/// </remarks>
internal static class ClipGroups
{
    /// <summary>Enough for the cores of a workstation, few enough for a sum of gradients each. There are at most as many ranks.</summary>
    public const int Most = 16;

    /// <summary>Cuts the clips of one rank.</summary>
    /// <param name="clips">How many clips this rank has of the batch.</param>
    /// <param name="ranks">How many ranks there are.</param>
    /// <param name="together">How many consecutive clips may not be taken apart.</param>
    public static ClipGroup[] Of(int clips, int ranks, int together = 1)
    {
        var units = Math.Max(1, clips / together);
        var count = Math.Min(units, Most / ranks);
        var groups = new ClipGroup[count];
        for (var i = 0; i < count; i++)
        {
            var first = (int)((long)units * i / count) * together;
            var end = i == count - 1 ? clips : (int)((long)units * (i + 1) / count) * together;
            groups[i] = new(i, first, end - first);
        }

        return groups;
    }
}
