using MsMclr.MLNet.Trainers.Ranks;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>Which rows of a batch this process computes, in which ranges, and who computes the others.</summary>
internal sealed class BatchRows
{
    /// <param name="rows">The rows that are computed of this rank's clips, <c>n * M + m</c>, ascending.</param>
    /// <param name="clips">N, this rank's clips.</param>
    /// <param name="bodies">M.</param>
    /// <param name="ranks">Who computes the batch.</param>
    public BatchRows(IReadOnlyList<int> rows, int clips, int bodies, Communicator ranks)
    {
        Ranks = ranks;
        Count = rows.Count;
        Ranges = RowRanges.Of(rows, bodies, ClipGroups.Of(clips, ranks.Size));
        var before = ranks.Rank * clips * bodies;
        Numbers = [.. rows.Select(row => before + row)];
    }

    public Communicator Ranks { get; }

    /// <summary>Gets how many rows this process computes.</summary>
    public int Count { get; }

    /// <summary>Gets them, group by group.</summary>
    public RowRange[] Ranges { get; }

    /// <summary>Gets the number of each row in the whole batch, which counts absent bodies too.</summary>
    public int[] Numbers { get; }
}
