namespace MsMclr.MLNet;

/// <summary>
/// Turns the times of a clip's frames into positions, for <see cref="SkeletonClipBuilder.AddFrame(long)"/>, and tells the frame rate. For
/// formats that have times and no frame numbers.
/// </summary>
/// <remarks>
/// The interval of a frame is the median of those that occur, or rather the mean of those near it, which rounding leaves as it is. A time
/// that is less than 1.6 intervals after the one before has the next position, less than 2.6 intervals leave one position out, and so on.
/// Each step is counted on its own, so that rounded times (33 ms at 30 frames a second) do not add up to a gap.
/// </remarks>
public sealed class FrameTimes
{
    // An interval is longer than n steps where it is nearer to n + 1: a frame that is a little late leaves no gap.
    private const double Late = 0.4;
    private readonly double[] _times;
    private readonly long[] _positions;

    /// <summary>Reads the times of one clip.</summary>
    /// <param name="seconds">The times, in seconds, in any order; a time may occur several times, as that of several bodies does.</param>
    /// <exception cref="FormatException">A time is not a finite number, or two are too far apart.</exception>
    public FrameTimes(IEnumerable<double> seconds)
    {
        ArgumentNullException.ThrowIfNull(seconds);
        _times = [.. seconds.Distinct().Order()];
        foreach (var time in _times)
        {
            if (!double.IsFinite(time))
                throw new FormatException($"{time} is not a time");
        }

        _positions = new long[_times.Length];
        if (_times.Length < 2)
            return;
        var interval = Interval(_times);
        for (var i = 1; i < _times.Length; i++)
        {
            var steps = ((_times[i] - _times[i - 1]) / interval) + Late;
            if (!(steps < int.MaxValue))
            {
                throw new FormatException(
                    FormattableString.Invariant($"times {_times[i - 1]} s and {_times[i]} s are too far apart for frames of one clip"));
            }

            _positions[i] = _positions[i - 1] + Math.Max(1, (long)steps);
        }

        var rate = _positions[^1] / (_times[^1] - _times[0]);
        FrameRate = double.IsFinite(rate) && (float)rate < float.PositiveInfinity ? (float)rate : 0;
    }

    /// <summary>Gets the frames a second, for <see cref="ClipInfo.FrameRate"/>: positions over the time they take.</summary>
    /// <value>0 where there are fewer than two times.</value>
    public float FrameRate { get; }

    /// <summary>Tells the position of a time.</summary>
    /// <param name="seconds">One of the times that were given.</param>
    /// <returns>The position; the first time's is 0.</returns>
    /// <exception cref="ArgumentException">The time was not among them.</exception>
    public long Position(double seconds)
    {
        var place = Array.BinarySearch(_times, seconds);
        if (place < 0)
            throw new ArgumentException($"{seconds} is not among the times that were given.", nameof(seconds));
        return _positions[place];
    }

    private static double Interval(double[] times)
    {
        var intervals = new double[times.Length - 1];
        for (var i = 0; i < intervals.Length; i++)
            intervals[i] = times[i + 1] - times[i];
        Array.Sort(intervals);
        var median = intervals[intervals.Length / 2];
        return intervals.Where(interval => Math.Abs((interval / median) - 1) < Late).Average();
    }
}
