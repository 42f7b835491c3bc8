namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// An operand of <see cref="OuterProduct"/>, as places in memory: position t of group g begins at <c>start + g * group + t * stride</c>.
/// A group is a joint, a position one of its frames.
/// </summary>
internal readonly unsafe struct PositionRows(float* start, nint stride, nint group = 0)
{
    public float* Start { get; } = start;

    public nint Stride { get; } = stride;

    public nint Group { get; } = group;

    /// <summary>Leaves the first values of every position out.</summary>
    public PositionRows Skip(int values) => new(Start + values, Stride, Group);
}
