namespace MsMclr.MLNet.Loaders.Contract;

/// <summary>The numbers of a clip's frames, in the order in which the frames were begun. Unused where a format counts its frames.</summary>
internal sealed class FrameNumbers
{
    private readonly List<long> _numbers = [];
    private readonly List<int> _bodies = [];
    private readonly Dictionary<long, int> _order = [];
    private bool _ordered = true;

    /// <summary>Gets a value indicating whether any frame was begun by its number.</summary>
    public bool IsUsed => _numbers.Count > 0;

    /// <summary>Gets the number of the frame that was begun as the given one.</summary>
    public long this[int frame] => _numbers[frame];

    /// <summary>Numbers the next frame; says so where the number is taken.</summary>
    public bool TryAdd(long number)
    {
        if (!_order.TryAdd(number, _numbers.Count))
            return false;
        _ordered &= _numbers.Count == 0 || number > _numbers[^1];
        _numbers.Add(number);
        _bodies.Add(0);
        return true;
    }

    /// <summary>Finds a frame that was begun before.</summary>
    public bool TryFind(long number, out int frame) => _order.TryGetValue(number, out frame);

    /// <summary>How many places among the bodies of a frame are taken.</summary>
    public int Bodies(int frame) => _bodies[frame];

    /// <summary>Keeps how many places are taken.</summary>
    public void SetBodies(int frame, int count) => _bodies[frame] = count;

    /// <summary>A frame that was begun before goes on; bodies then come in another order than frames.</summary>
    public void Resume() => _ordered = false;

    /// <summary>Gets a value indicating whether bodies came frame by frame, in the order of the numbers.</summary>
    public bool IsOrdered => _ordered;

    /// <summary>The frames on one axis of time.</summary>
    /// <exception cref="FormatException">They reach further than a clip may be long.</exception>
    public FrameAxis ToAxis(int maxFrames)
    {
        var sorted = _numbers.ToArray();
        if (!_ordered)
            Array.Sort(sorted);
        // The difference of any two numbers fits, without a sign.
        var reach = unchecked((ulong)sorted[^1] - (ulong)sorted[0]);
        if (reach >= (ulong)maxFrames)
        {
            throw new FormatException(
                $"frame numbers reach from {sorted[0]} to {sorted[^1]}, further than {maxFrames} frames, the loader's limit; "
                + "a number is wrong, or these are several clips, or raise MaxFrames if it is meant to be");
        }

        return new FrameAxis(sorted);
    }

    public void Clear()
    {
        _numbers.Clear();
        _bodies.Clear();
        _order.Clear();
        _ordered = true;
    }
}
