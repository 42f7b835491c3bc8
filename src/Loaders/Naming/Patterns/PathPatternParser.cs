using System.Collections.Immutable;

namespace MsMclr.MLNet.Loaders.Naming.Patterns;

/// <summary>Reads a pattern, and refuses what cannot be meant.</summary>
internal static class PathPatternParser
{
    private const int Longest = 1_000;

    /// <exception cref="ArgumentException">The text is no pattern.</exception>
    public static ImmutableArray<PathSegment?> Parse(string pattern)
    {
        if (string.IsNullOrWhiteSpace(pattern) || pattern.Length > Longest)
            throw Wrong(pattern, $"1 to {Longest} characters are expected, for example {{label}}/{{subject}}_*");
        if (pattern.Contains('\\', StringComparison.Ordinal))
            throw Wrong(pattern, "folders are separated by /, on every system");
        var segments = pattern.Split('/');
        var parsed = ImmutableArray.CreateBuilder<PathSegment?>(segments.Length);
        foreach (var segment in segments)
            parsed.Add(segment == PathPattern.AnyFolders ? null : Segment(pattern, segment));
        Check(pattern, parsed);
        return parsed.ToImmutable();
    }

    private static PathSegment Segment(string pattern, string segment)
    {
        if (segment.Length == 0)
            throw Wrong(pattern, "a name between two / is missing; it begins below the folder that is loaded and ends with a file");
        if (segment is "." or "..")
            throw Wrong(pattern, $"'{segment}' is no name; it begins below the folder that is loaded");
        var pieces = new List<PathPiece>();
        for (var at = 0; at < segment.Length;)
        {
            var end = segment.AsSpan(at).IndexOfAny('{', '}', '*');
            end = end < 0 ? segment.Length : at + end;
            if (end > at)
                pieces.Add(PathPiece.Of(segment[at..end]));
            at = end;
            if (at < segment.Length)
                pieces.Add(Special(pattern, segment, ref at));
        }

        return new PathSegment(segment, PathNeighbors.Settled(pattern, pieces));
    }

    private static PathPiece Special(string pattern, string segment, ref int at)
    {
        if (segment[at] == '*')
        {
            at++;
            return PathPiece.Any;
        }

        var close = segment.IndexOf('}', at);
        if (segment[at] == '}' || close < 0)
            throw Wrong(pattern, $"a brace in '{segment}' has no partner; a field is written {{label}}");
        var word = segment[(at + 1)..close];
        if (!PathFields.TryFind(word, out var field))
            throw Wrong(pattern, $"there is no field '{{{word}}}'; there are {PathFields.Known}");
        at = close + 1;
        return PathPiece.Of(field);
    }

    private static void Check(string pattern, IReadOnlyList<PathSegment?> segments)
    {
        if (segments[^1] is null)
            throw Wrong(pattern, $"{PathPattern.AnyFolders} stands for folders; end with the file, for example {{label}}/*");
        if (segments.Count(segment => segment is null) > 1)
            throw Wrong(pattern, $"{PathPattern.AnyFolders} may be there once");
        var fields = segments.SelectMany(segment => segment?.Fields ?? []).ToList();
        if (fields.Count == 0)
            throw Wrong(pattern, $"it has no field, and so tells nothing; there are {PathFields.Known}");
        foreach (var (field, count) in fields.CountBy(field => field))
        {
            if (count > 1)
                throw Wrong(pattern, $"the {field.ToString().ToLowerInvariant()} is there {count} times");
        }
    }

    public static ArgumentException Wrong(string pattern, string reason)
        => new($"PathPattern '{pattern}': {reason}.");
}
