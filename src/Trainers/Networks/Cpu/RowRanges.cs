using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// Divides the rows of a batch among threads. The ranges depend on the number of rows alone, and not on the threads, because each range
/// sums gradients of its own and the sums are added range by range: the same ranges give the same bits.
/// </summary>
internal static class RowRanges
{
    /// <summary>Enough for the cores of a workstation, few enough for a sum of gradients each.</summary>
    private const int Most = 16;

    /// <summary>Gets how many ranges there are.</summary>
    public static int Count(int rows) => Math.Min(rows, Most);

    /// <summary>Calls <paramref name="work"/> once for every range.</summary>
    public static void ForEach(int rows, int threads, Action<RowRange> work)
    {
        var count = Count(rows);
        Tasks(count, threads, index => work(new(index, rows * index / count, rows * (index + 1) / count)));
    }

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
