namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>Where a product goes: <c>[Count, Columns]</c>, row i begins at <c>start + i * stride</c>.</summary>
internal readonly unsafe struct OutputRows(float* start, nint stride, int count, int columns)
{
    /// <summary>Rows one after the other.</summary>
    public OutputRows(float* start, int count, int columns)
        : this(start, stride: columns, count, columns)
    {
    }

    public float* Start { get; } = start;

    public nint Stride { get; } = stride;

    public int Count { get; } = count;

    public int Columns { get; } = columns;

    /// <summary>Gets the place of an element.</summary>
    public float* At(int row, int column) => Start + (row * Stride) + column;
}
