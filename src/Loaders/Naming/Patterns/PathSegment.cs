using System.Collections.Immutable;

namespace MsMclr.MLNet.Loaders.Naming.Patterns;

/// <summary>A folder's or file's name in a pattern.</summary>
internal sealed class PathSegment(string text, ImmutableArray<PathPiece> pieces)
{
    // Each way to read those fields as numbers or as text, numbers first.
    private readonly int[] _either =
        [.. Enumerable.Range(0, pieces.Length).Where(piece => pieces[piece].Values == PathValues.NumberOrText)];

    /// <summary>The fields, in order.</summary>
    public IEnumerable<PathField> Fields => pieces.Where(piece => piece.Field is not null).Select(piece => piece.Field!.Value);

    /// <summary>Reads a name. The work is linear in its length.</summary>
    /// <returns>Whether it fits; then what it tells is in <paramref name="values"/>.</returns>
    public bool TryRead(string name, string?[] values)
    {
        for (var reading = 0; reading < 1 << _either.Length; reading++)
        {
            var isNumber = new bool[pieces.Length];
            for (var i = 0; i < pieces.Length; i++)
                isNumber[i] = pieces[i].Values == PathValues.Number;
            for (var i = 0; i < _either.Length; i++)
                isNumber[_either[i]] = (reading >> i & 1) == 0;
            if (TryRead(name, isNumber, values))
                return true;
        }

        return false;
    }

    public override string ToString() => text;

    private bool TryRead(string name, bool[] isNumber, string?[] values)
    {
        var fits = Fitting(name, isNumber);
        if (!fits[0][0])
            return false;
        var at = 0;
        for (var i = 0; i < pieces.Length; i++)
        {
            var end = at;
            if (pieces[i].Text is { } text)
                end += text.Length;
            else if (isNumber[i])
                end = EndOfDigits(name, at);
            else
                end = Array.IndexOf(fits[i + 1], true, pieces[i].IsAny ? at : at + 1);
            if (pieces[i].Field is { } field)
                values[(int)field] = name[at..end];
            at = end;
        }

        return true;
    }

    // fits[i][j]: the pieces from i on fit the name from j on. From the end, so nothing is tried twice.
    private bool[][] Fitting(string name, bool[] isNumber)
    {
        var fits = new bool[pieces.Length + 1][];
        fits[^1] = new bool[name.Length + 1];
        fits[^1][name.Length] = true;
        for (var i = pieces.Length - 1; i >= 0; i--)
            fits[i] = isNumber[i] ? FittingNumber(name, i, fits[i + 1]) : FittingText(name, pieces[i], fits[i + 1]);
        return fits;
    }

    private static bool[] FittingText(string name, PathPiece piece, bool[] rest)
    {
        var fits = new bool[name.Length + 1];
        var fitsLater = false;
        for (var at = name.Length; at >= 0; at--)
        {
            if (piece.Text is { } text)
                fits[at] = name.AsSpan(at).StartsWith(text, StringComparison.Ordinal) && rest[at + text.Length];
            else
                fits[at] = fitsLater || (piece.IsAny && rest[at]);
            fitsLater |= rest[at];
        }

        return fits;
    }

    // A number begins where digits begin, unless text of the pattern stands before it, and ends where they end.
    private bool[] FittingNumber(string name, int piece, bool[] rest)
    {
        var fits = new bool[name.Length + 1];
        var isAfterText = piece > 0 && pieces[piece - 1].Text is not null;
        var end = name.Length;
        for (var at = name.Length - 1; at >= 0; at--)
        {
            if (!char.IsAsciiDigit(name[at]))
                end = at;
            else if (isAfterText || at == 0 || !char.IsAsciiDigit(name[at - 1]))
                fits[at] = rest[end];
        }

        return fits;
    }

    private static int EndOfDigits(string name, int at)
    {
        while (at < name.Length && char.IsAsciiDigit(name[at]))
            at++;
        return at;
    }
}
