using System.Globalization;

namespace MsMclr.MLNet.Loaders.Formats.Csv;

/// <summary>The ids of bodies: numbers, or names of people. Begins anew with each clip.</summary>
internal sealed class CsvIds(int column, CsvRows rows)
{
    private readonly Dictionary<string, ulong> _names = new(StringComparer.Ordinal);

    public void Begin() => _names.Clear();

    /// <summary>The row's id; null where it has none: an empty cell, or a number below 0, as trackers write it.</summary>
    public ulong? Take()
    {
        if (CsvCells.IsMissing(rows[column]))
            return null;
        if (rows.TryNumber(column, out var number) && number == Math.Floor(number) && number < 1L << 53)
            return number < 0 ? null : (ulong)number;
        var text = rows.Text(column).Trim();
        if (ulong.TryParse(text, CultureInfo.InvariantCulture, out var large))
            return large;
        // Names stand beyond the numbers that files have.
        if (!_names.TryGetValue(text, out var id))
        {
            id = ulong.MaxValue - (ulong)_names.Count;
            _names.Add(text, id);
        }

        return id;
    }
}
