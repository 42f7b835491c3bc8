namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// The left-hand matrix of a product, as places in memory: row i is <c>taps</c> runs of <c>depth</c> floats each, run j of it begins at
/// <c>start + i * stride + j * tapStride</c>. Nothing is copied to make such a matrix, and its rows may overlap.
/// </summary>
/// <remarks>
/// With one run it is a plain matrix. The temporal convolution takes one run of nine frames and a stride of one frame: neighboring rows
/// then share eight frames. The graph convolution takes three runs, one from each subset of the graph.
/// </remarks>
internal readonly unsafe struct LeftRows(float* start, nint stride, int depth, int taps = 1, nint tapStride = 0)
{
    public float* Start { get; } = start;

    public nint Stride { get; } = stride;

    public int Depth { get; } = depth;

    public int Taps { get; } = taps;

    public nint TapStride { get; } = tapStride;

    /// <summary>Leaves the first rows out.</summary>
    public LeftRows From(int row) => new(Start + (row * Stride), Stride, Depth, Taps, TapStride);
}
