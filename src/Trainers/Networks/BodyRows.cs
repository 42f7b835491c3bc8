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
        var runs = new List<(int First, int Count)>();
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
            runs.Add((first, rows.Count - first));
        }

        var pooling = new float[count, rows.Count];
        for (var clip = 0; clip < count; clip++)
        {
            for (var i = 0; i < runs[clip].Count; i++)
                pooling[clip, runs[clip].First + i] = 1f / runs[clip].Count;
        }

        return new(shape.Bodies, [.. rows], pooling, device);
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
}
