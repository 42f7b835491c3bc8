using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Trainers.Ranks;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// Divides the rows of a batch among threads. The ranges are those of <see cref="ClipGroups"/> and depend on the batch alone, not on the
/// threads, because each range sums gradients of its own and the sums are added range by range: the same ranges give the same bits.
/// </summary>
internal static class RowRanges
{
    /// <summary>Gets the rows of each group of clips.</summary>
    /// <param name="rows">The rows that are computed, <c>n * M + m</c>, ascending.</param>
    /// <param name="bodies">M.</param>
    /// <param name="groups">The groups.</param>
    public static RowRange[] Of(IReadOnlyList<int> rows, int bodies, IReadOnlyList<ClipGroup> groups)
    {
        var ranges = new RowRange[groups.Count];
        var row = 0;
        foreach (var group in groups)
        {
            var first = row;
            while (row < rows.Count && rows[row] < group.End * bodies)
                row++;
            ranges[group.Index] = new(group.Index, first, row);
        }

        return ranges;
    }

    /// <summary>Calls <paramref name="work"/> once for every range.</summary>
    public static void ForEach(RowRange[] ranges, int threads, Action<RowRange> work)
        => Tasks(ranges.Length, threads, index => work(ranges[index]));

    /// <summary>Calls <paramref name="work"/> for 0 to <paramref name="count"/> - 1.</summary>
    public static void Tasks(int count, int threads, Action<int> work)
    {
        if (threads <= 1 || count <= 1)
        {
            for (var i = 0; i < count; i++)
                work(i);
            return;
        }

        ParallelRows.For(count, work, threads);
    }
}
