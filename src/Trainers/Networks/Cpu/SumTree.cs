namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// Sums that come one after the other, added as <see cref="Ranks.PairwiseTree"/> adds them when all are there, in room for one a level:
/// two sums of a level become one of the next as soon as both are there, as digits of a binary number carry.
/// </summary>
internal sealed unsafe class SumTree : IDisposable
{
    private readonly FloatPool _pool;
    private readonly NativeFloats _levels;
    private readonly int _count;
    private readonly int _length;
    private readonly int _top;
    private readonly float* _total;

    /// <summary>Makes room.</summary>
    /// <param name="count">How many sums will come.</param>
    /// <param name="length">How many floats each has.</param>
    /// <param name="total">Where the sum of all goes.</param>
    /// <param name="pool">Where memory comes from.</param>
    public SumTree(int count, int length, float* total, FloatPool pool)
    {
        _count = count;
        _length = length;
        _total = total;
        _top = int.Log2(count);
        _pool = pool;
        _levels = pool.Rent((long)Math.Max(1, _top) * length);
    }

    /// <summary>Says where a part of a sum goes, which comes after the sums before it.</summary>
    public RangeSum Sum(int index, bool begins, bool ends)
    {
        var level = int.TrailingZeroCount(~index);
        return new(Level(level), begins, _levels.Pointer, ends ? level : 0, _length);
    }

    /// <summary>Adds what is left where the number of sums is no power of two.</summary>
    public void Finish()
    {
        var lower = -1;
        for (var level = 0; level <= _top; level++)
        {
            if (((_count >> level) & 1) == 0)
                continue;
            if (lower >= 0)
                ElementKernels.AddScaled(Level(lower), 1, Level(level), _length);
            lower = level;
        }
    }

    public void Dispose() => _pool.Return(_levels);

    private float* Level(int level) => level == _top ? _total : _levels.Row(level, _length);
}
