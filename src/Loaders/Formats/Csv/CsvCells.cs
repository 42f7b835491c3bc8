using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Loaders.Formats.Csv;

/// <summary>Reads cells: numbers with a point or a comma, and the words for nothing.</summary>
/// <param name="separator">What stands before fractions; null to find it out.</param>
/// <param name="delimiter">What separates fields.</param>
internal sealed class CsvCells(char? separator, char delimiter)
{
    private const int MaxNumber = 64;
    private static readonly string[] Nothing = ["nan", "null", "na", "n/a", "none", "nil", "-nan", "#n/a", "<na>", "nan(ind)", "-nan(ind)"];
    private readonly bool _mayBeEither = separator is null && delimiter != ',';
    private byte _seen;

    /// <summary>Whether a cell says that there is nothing.</summary>
    public static bool IsMissing(ReadOnlySpan<byte> cell)
    {
        cell = cell.Trim(" \t"u8);
        if (cell.IsEmpty)
            return true;
        if (cell.Length > 9 || char.IsAsciiDigit((char)cell[0]))
            return false;
        foreach (var word in Nothing)
        {
            if (System.Text.Ascii.EqualsIgnoreCase(cell, word))
                return true;
        }

        return false;
    }

    /// <summary>Reads a number; says so where the cell holds none.</summary>
    public bool TryNumber(ReadOnlySpan<byte> cell, out double value)
    {
        cell = cell.Trim(" \t"u8);
        if (separator is null && !_mayBeEither)
            return Parse(cell, out value);
        var at = cell.IndexOfAny((byte)'.', (byte)',');
        if (at < 0)
            return Parse(cell, out value);
        // A file has one of them: with both, one may group digits, and 1,234 is either.
        value = 0;
        var expected = separator is { } given ? (byte)given : _seen;
        if ((expected != 0 && cell[at] != expected) || cell[(at + 1)..].ContainsAny((byte)'.', (byte)',') || cell.Length > MaxNumber)
            return false;
        Span<byte> number = stackalloc byte[cell.Length];
        cell.CopyTo(number);
        number[at] = (byte)'.';
        if (!Parse(number, out value))
            return false;
        _seen = cell[at];
        return true;
    }

    private static bool Parse(ReadOnlySpan<byte> text, out double value)
        => Utf8Numbers.TryParse(text, out value, out var length) && length == text.Length;
}
