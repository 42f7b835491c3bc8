using MsMclr.MLNet.Transforms.Columns;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Networks;

/// <summary>
/// Which rows <c>r = n * M + m</c> of a batch the network computes: all of them (the reference), or only bodies that are there,
/// so that absent ones take no part in statistics and pooling, and cost nothing.
/// </summary>
internal sealed class BodyRows : IDisposable
{
    private readonly Tensor? _rows;    // [R'] indices of the rows that are kept
    private readonly Tensor? _pooling; // [N, R'] averages a clip's rows
    private readonly int[]? _indices;

    private BodyRows(int bodies) => Bodies = bodies;

    private BodyRows(int bodies, int[] indices, float[,] pooling, Device device)
        : this(bodies)
    {
        _indices = indices;
        _rows = tensor(indices.Select(row => (long)row).ToArray(), device: device).DetachFromDisposeScope();
        _pooling = tensor(pooling, device: device).DetachFromDisposeScope();
    }

    /// <summary>Gets M, the bodies of a clip.</summary>
    public int Bodies { get; }

    /// <summary>Gets the rows that are kept of a batch of <paramref name="clips"/> clips.</summary>
    public IReadOnlyList<int> Indices(long clips) => _indices ?? [.. Enumerable.Range(0, checked((int)clips * Bodies))];

    /// <summary>Keeps every row.</summary>
    public static BodyRows All(int bodies) => new(bodies);

    /// <summary>Keeps bodies with any coordinate other than 0, and the first body of a clip without any.</summary>
    /// <param name="clips">The clips, <c>[N, C, T, V, M]</c>, body fastest.</param>
    /// <param name="count">N.</param>
    /// <param name="shape">The shape of a clip.</param>
    /// <param name="device">Where the batch is.</param>
    public static BodyRows Present(ReadOnlySpan<float> clips, int count, ClipShape shape, Device device)
    {
        var rows = new List<int>();
        for (var clip = 0; clip < count; clip++)
        {
            var values = clips.Slice(clip * shape.Length, shape.Length);
            var first = rows.Count;
            for (var body = 0; body < shape.Bodies; body++)
            {
                if (BodyPresence.IsPresent(values, body, shape.Bodies))
                    rows.Add((clip * shape.Bodies) + body);
            }

            if (rows.Count == first)
                rows.Add(clip * shape.Bodies);
        }

        int[] indices = [.. rows];
        return new(shape.Bodies, indices, Averages(indices, count, shape.Bodies), device);
    }

    /// <summary>Gets which of the rows that are kept are those of some consecutive clips.</summary>
    public (int First, int Count) RowsOf(int firstClip, int clips)
    {
        if (_indices is null)
            return (firstClip * Bodies, clips * Bodies);
        var first = Before(firstClip);
        return (first, Before(firstClip + clips) - first);
    }

    /// <summary>Gets those of some consecutive clips, as of a batch of their own. The caller disposes it.</summary>
    public BodyRows Of(int firstClip, int clips)
    {
        if (_indices is null)
            return All(Bodies);
        var (first, count) = RowsOf(firstClip, clips);
        int[] indices = [.. _indices.Skip(first).Take(count).Select(row => row - (firstClip * Bodies))];
        return new(Bodies, indices, Averages(indices, clips, Bodies), _rows!.device);
    }

    /// <summary>Keeps the rows of <c>[N * M, ...]</c>.</summary>
    public Tensor Select(Tensor x) => _rows is null ? x : x.index_select(0, _rows);

    /// <summary>Averages rows <c>[R', D]</c> to clips <c>[N, D]</c>.</summary>
    public Tensor Pool(Tensor x) => _pooling is null ? x.view(-1, Bodies, x.shape[1]).mean([1]) : matmul(_pooling, x);

    public void Dispose()
    {
        _rows?.Dispose();
        _pooling?.Dispose();
    }

    // [N, R'], a clip's rows in equal parts.
    private static float[,] Averages(int[] rows, int clips, int bodies)
    {
        var counts = new int[clips];
        foreach (var row in rows)
            counts[row / bodies]++;
        var averages = new float[clips, rows.Length];
        for (var i = 0; i < rows.Length; i++)
            averages[rows[i] / bodies, i] = 1f / counts[rows[i] / bodies];
        return averages;
    }

    // How many rows are kept of the clips before one.
    private int Before(int clip)
    {
        var found = Array.BinarySearch(_indices!, clip * Bodies);
        return found < 0 ? ~found : found;
    }
}
