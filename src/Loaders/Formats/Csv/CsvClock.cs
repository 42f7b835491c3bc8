using System.Buffers.Text;

namespace MsMclr.MLNet.Loaders.Formats.Csv;

/// <summary>Tells which frame a row belongs to: by its number, by its time, or by its place. Begins anew with each clip.</summary>
internal sealed class CsvClock(CsvSkeletonOptions options, CsvColumnMap map, CsvRows rows)
{
    private readonly Dictionary<double, long> _order = [];
    private readonly List<double> _times = [];
    private readonly Dictionary<long, double> _timeOf = [];
    private byte[] _text = [];
    private int _textLength;
    private long _next;
    private bool? _isNumbered;
    private bool? _isDated;

    /// <summary>Gets a value indicating whether frames are known by their times alone.</summary>
    public bool CountsTimes => map.Frame < 0 && map.Time >= 0;

    public void Begin()
    {
        _order.Clear();
        _times.Clear();
        _timeOf.Clear();
        _textLength = -1;
        _next = 0;
        _isNumbered = null;
        _isDated = null;
    }

    /// <summary>The row's frame: its number, or, where only times are there, which of them in the order of first mention.</summary>
    /// <exception cref="SkeletonFileException">A cell is no number or no time.</exception>
    public long Frame()
    {
        if (map.Time < 0)
            return map.Frame < 0 ? ++_next : Number();
        var time = Time();
        if (map.Frame >= 0)
        {
            var number = Number();
            _timeOf.TryAdd(number, time);
            return number;
        }

        if (_order.TryGetValue(time, out var place))
            return place;
        _order.Add(time, _times.Count);
        _times.Add(time);
        return _times.Count - 1;
    }

    /// <summary>The positions of what <see cref="Frame"/> told, and the frames a second; 0 where that is not known.</summary>
    /// <exception cref="FormatException">Times are too far apart.</exception>
    public (Func<long, long> Position, float FrameRate) End()
    {
        if (map.Time < 0)
            return (frame => frame, 0);
        if (map.Frame >= 0)
            return (frame => frame, Rate());
        var scale = Scale([.. _times]);
        var times = new FrameTimes(_times.Select(time => time * scale));
        return (place => times.Position(_times[(int)place] * scale), times.FrameRate);
    }

    // Numbers say how many frames lie between the first and the last time.
    private float Rate()
    {
        if (_timeOf.Count < 2)
            return 0;
        var first = _timeOf.MinBy(pair => pair.Key);
        var last = _timeOf.MaxBy(pair => pair.Key);
        var seconds = (last.Value - first.Value) * Scale([.. _timeOf.OrderBy(pair => pair.Key).Select(pair => pair.Value)]);
        var rate = ((double)last.Key - first.Key) / seconds;
        return rate > 0 && float.IsFinite((float)rate) ? (float)rate : 0;
    }

    private double Scale(double[] times)
        => _isDated == true ? 1 : CsvTimes.SecondsOf(options.TimeUnit, rows.Header[map.Time], times);

    private double Time()
    {
        var isNumber = rows.TryNumber(map.Time, out var time);
        if (!isNumber && !CsvTimes.TryDate(rows.Text(map.Time), out time))
            throw rows.Bad(map.Time, "is no time; a number, or a date and time as 2024-05-01T12:00:00.033 is expected");
        _isDated ??= !isNumber;
        if (_isDated == isNumber)
            throw rows.Bad(map.Time, "is a time of another form than those before it");
        return time;
    }

    private long Number()
    {
        var cell = rows[map.Frame].Trim(" \t"u8);
        var isNumber = TryNumber(cell, out var number);
        _isNumbered ??= isNumber;
        if (isNumber && _isNumbered == true)
            return number;
        if (_isNumbered == true)
            throw rows.Bad(map.Frame, "is no frame number; the frames before it have numbers");
        if (_textLength < 0 || !cell.SequenceEqual(_text.AsSpan(0, _textLength)))
            _next++;
        if (cell.Length > _text.Length)
            _text = new byte[2 * cell.Length];
        cell.CopyTo(_text);
        _textLength = cell.Length;
        return _next;
    }

    private bool TryNumber(ReadOnlySpan<byte> cell, out long number)
    {
        if (Utf8Parser.TryParse(cell, out number, out var length) && length == cell.Length)
            return true;
        if (rows.TryNumber(map.Frame, out var value))
        {
            if (value != Math.Floor(value) || Math.Abs(value) >= 1L << 53)
                throw rows.Bad(map.Frame, "is no frame number; if the column holds times, give it as TimeColumn");
            number = (long)value;
            return true;
        }

        // A number at the end of a file's name: "cam1/img_0007.png".
        var end = cell.LastIndexOf((byte)'.') is var dot and > 0 && !char.IsAsciiDigit((char)cell[^1]) ? dot : cell.Length;
        var start = end;
        while (start > 0 && char.IsAsciiDigit((char)cell[start - 1]))
            start--;
        return start < end && Utf8Parser.TryParse(cell[start..end], out number, out _);
    }
}
