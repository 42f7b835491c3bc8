using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>Work over the rows of a batch on several threads. The ranges depend on the row count alone, so that sums over them do too.</summary>
internal static class RowRanges
{
    /// <summary>Enough for the cores of a workstation, few enough for a sum of gradients each.</summary>
    private const int Most = 16;

    public static int Count(int rows) => Math.Min(rows, Most);

    /// <summary>Calls <paramref name="work"/> with a range's index, its first row and the row after its last.</summary>
    public static void ForEach(int rows, int threads, Action<int, int, int> work)
        => Tasks(Count(rows), threads, range => work(range, rows * range / Count(rows), rows * (range + 1) / Count(rows)));

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
