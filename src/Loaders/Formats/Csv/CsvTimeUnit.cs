namespace MsMclr.MLNet;

/// <summary>Specifies what the numbers of a column of times count. Dates and times of day (ISO 8601) need no unit.</summary>
public enum CsvTimeUnit
{
    /// <summary>
    /// What the column's name ends in (<c>_ms</c>, <c>_us</c>, <c>_ns</c>, <c>_s</c>), else what makes the usual distance of two frames a
    /// plausible one: seconds below 1.5, milliseconds below 1,500, microseconds below 1,500,000, else nanoseconds.
    /// </summary>
    Automatic,

    /// <summary>Seconds.</summary>
    Seconds,

    /// <summary>Thousandths of a second.</summary>
    Milliseconds,

    /// <summary>Millionths of a second.</summary>
    Microseconds,

    /// <summary>Billionths of a second.</summary>
    Nanoseconds,
}
