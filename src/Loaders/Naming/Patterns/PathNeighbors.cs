using System.Collections.Immutable;

namespace MsMclr.MLNet.Loaders.Naming.Patterns;

/// <summary>Looks that each piece of a segment has an end that can be seen.</summary>
internal static class PathNeighbors
{
    /// <summary>The pieces; what stands beside <c>*</c> or beside another field has to be a number.</summary>
    /// <exception cref="ArgumentException">Nobody can tell where one ends and the next begins.</exception>
    public static ImmutableArray<PathPiece> Settled(string pattern, List<PathPiece> pieces)
    {
        for (var i = 1; i < pieces.Count; i++)
        {
            if (pieces[i].Text is not null || pieces[i - 1].Text is not null)
                continue;
            if (pieces[i].IsAny && pieces[i - 1].IsAny)
                throw Unseen("* and *", "leave one out");
            pieces[i - 1] = Numeric(pieces[i - 1], beside: pieces[i]);
            pieces[i] = Numeric(pieces[i], beside: pieces[i - 1]);
            if (pieces[i].Values == pieces[i - 1].Values)
                throw Unseen($"{Word(pieces[i - 1])} and {Word(pieces[i])}", "put a character between them");
        }

        return [.. pieces];

        ArgumentException Unseen(string which, string remedy)
            => PathPatternParser.Wrong(pattern, $"nobody can tell where one ends and the other begins, {which}; {remedy}");
    }

    private static PathPiece Numeric(PathPiece piece, PathPiece beside)
    {
        var isOpen = piece.Values == PathValues.NumberOrText && beside.Values != PathValues.Number;
        return isOpen ? piece with { Values = PathValues.Number } : piece;
    }

    private static string Word(PathPiece piece) => piece.IsAny ? "*" : $"{{{piece.Field.ToString()!.ToLowerInvariant()}}}";
}
