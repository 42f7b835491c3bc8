using System.Collections.Immutable;

namespace MsMclr.MLNet.Loaders.Naming.Patterns;

/// <summary>
/// Reads what paths tell, for example <c>{label}/{subject}_{trial}*.json</c>. No regular expression: the work is linear in the path's
/// length, whatever pattern and path are.
/// </summary>
internal sealed class PathPattern
{
    /// <summary>A segment that stands for any number of folders, none too.</summary>
    public const string AnyFolders = "**";

    private readonly string _text;
    private readonly ImmutableArray<PathSegment?> _segments;
    private readonly int _any;

    /// <exception cref="ArgumentException">The text is no pattern.</exception>
    public PathPattern(string text)
    {
        _text = text;
        _segments = PathPatternParser.Parse(text);
        _any = _segments.IndexOf(null);
        Fields = [.. _segments.SelectMany(segment => segment?.Fields ?? [])];
    }

    public ImmutableArray<PathField> Fields { get; }

    /// <summary>Whether files are looked for in folders below the one that is loaded.</summary>
    public bool HasFolders => _segments.Length > 1;

    /// <summary>What a clip's path tells, at the places of <see cref="PathField"/>; null where it tells nothing.</summary>
    /// <param name="place">Where the clip's file is.</param>
    /// <param name="clip">The clip's name, where the format knows it without reading the file. It may be shorter than the file's.</param>
    /// <exception cref="FormatException">The path does not fit.</exception>
    public string?[] Read(ClipPlace place, string? clip)
    {
        var folders = place.Path.Split('/');
        var file = folders[^1];
        string?[] names = [clip, Path.GetFileNameWithoutExtension(file), file];
        foreach (var name in names)
        {
            if (string.IsNullOrEmpty(name))
                continue;
            folders[^1] = name;
            var values = new string?[PathFields.Count];
            if (Aligned(folders, place.IsFromRoot) is { } aligned && FirstMisfit(aligned, values) < 0)
                return values;
        }

        folders[^1] = file;
        throw new FormatException(Reason(place, folders));
    }

    public override string ToString() => _text;

    // The path's names beside the segments, without those that ** stands for; null where their numbers differ.
    private string[]? Aligned(string[] path, bool isFromRoot)
    {
        var needed = _any < 0 ? _segments.Length : _segments.Length - 1;
        if (path.Length < needed || (path.Length > needed && _any < 0 && isFromRoot))
            return null;
        var head = Math.Max(_any, 0);
        return [.. path[..head], .. path[^(needed - head)..]];
    }

    private int FirstMisfit(string[] aligned, string?[] values)
    {
        var i = 0;
        foreach (var segment in _segments)
        {
            if (segment is null)
                continue;
            if (!segment.TryRead(aligned[i], values))
                return i;
            i++;
        }

        return -1;
    }

    private string Reason(ClipPlace place, string[] path)
    {
        var misfit = $"the path '{place.Path}' does not fit the pattern '{_text}'";
        if (Aligned(path, place.IsFromRoot) is not { } aligned)
        {
            return $"{misfit}: it has {path.Length - 1} folders, the pattern {_segments.Length - 1}; "
                + $"load another folder, or begin the pattern with {AnyFolders}/";
        }

        var i = FirstMisfit(aligned, new string?[PathFields.Count]);
        var segment = _segments.Where(segment => segment is not null).ElementAt(i)!;
        var numbers = segment.Fields.Where(PathFields.IsNumber).Select(field => field == PathField.Setup ? "{setup}" : "{trial}");
        var hint = string.Join(" and ", numbers);
        return $"{misfit}: '{aligned[i]}' is not '{segment}'{(hint.Length > 0 ? $", where {hint} is a number" : "")}";
    }
}
