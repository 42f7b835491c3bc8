namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>Where a part of a range's sum goes.</summary>
/// <param name="to">The sum.</param>
/// <param name="begins">Whether nothing of the range has been summed before.</param>
/// <param name="complete">Sums of ranges before, which are added to it one after the other.</param>
/// <param name="count">How many of them: 0 unless this is the range's last part.</param>
/// <param name="length">How many floats lie between the beginnings of two of them.</param>
internal readonly unsafe struct RangeSum(float* to, bool begins, float* complete, int count, nint length)
{
    public float* To { get; } = to;

    public bool Begins { get; } = begins;

    public float* Complete { get; } = complete;

    public int Count { get; } = count;

    public nint Length { get; } = length;
}
