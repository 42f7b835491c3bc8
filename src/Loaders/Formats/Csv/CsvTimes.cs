using System.Globalization;

namespace MsMclr.MLNet.Loaders.Formats.Csv;

/// <summary>What times in a table mean.</summary>
internal static class CsvTimes
{
    private const double LongestInterval = 1.5;

    // What names of columns end in, the longer before those that are their ends.
    private static readonly (string End, double Seconds)[] Units =
    [
        ("milliseconds", 1e-3), ("millis", 1e-3), ("microseconds", 1e-6), ("nanoseconds", 1e-9), ("seconds", 1), ("msec", 1e-3),
        ("usec", 1e-6), ("nsec", 1e-9), ("sec", 1), ("_ms", 1e-3), ("_us", 1e-6), ("_ns", 1e-9), ("_s", 1), ("(ms)", 1e-3), ("(us)", 1e-6),
        ("(ns)", 1e-9), ("(s)", 1), ("[ms]", 1e-3), ("[s]", 1),
    ];

    /// <summary>How many seconds one of the unit is.</summary>
    /// <param name="unit">The unit that the options name.</param>
    /// <param name="column">The column's name.</param>
    /// <param name="times">The times.</param>
    public static double SecondsOf(CsvTimeUnit unit, string column, double[] times) => unit switch
    {
        CsvTimeUnit.Seconds => 1,
        CsvTimeUnit.Milliseconds => 1e-3,
        CsvTimeUnit.Microseconds => 1e-6,
        CsvTimeUnit.Nanoseconds => 1e-9,
        _ => ByName(column) ?? ByInterval(times),
    };

    /// <summary>Reads a date and time, or a time of day, as seconds.</summary>
    public static bool TryDate(string text, out double seconds)
    {
        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces;
        seconds = 0;
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && text.Contains(':', StringComparison.Ordinal))
        {
            seconds = span.TotalSeconds;
            return true;
        }

        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, styles, out var date))
            return false;
        // From 2000 on: a double has no more than 16 digits, and these must tell milliseconds apart.
        seconds = (date.UtcTicks - new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks) / (double)TimeSpan.TicksPerSecond;
        return true;
    }

    private static double? ByName(string column)
    {
        foreach (var (end, seconds) in Units)
        {
            if (column.Trim().EndsWith(end, StringComparison.OrdinalIgnoreCase))
                return seconds;
        }

        return null;
    }

    private static double ByInterval(double[] times)
    {
        double[] sorted = [.. times.Distinct().Order()];
        if (sorted.Length < 2)
            return 1;
        var intervals = new double[sorted.Length - 1];
        for (var i = 0; i < intervals.Length; i++)
            intervals[i] = sorted[i + 1] - sorted[i];
        Array.Sort(intervals);
        var usual = intervals[intervals.Length / 2];
        var unit = 1.0;
        while (usual * unit >= LongestInterval && unit > 1e-9)
            unit /= 1_000;
        return unit;
    }
}
