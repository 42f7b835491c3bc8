namespace MsMclr.MLNet.Loaders.Loading;

/// <summary>A published list of samples to leave out.</summary>
internal static class MissingSkeletons
{
    /// <summary>The names in a list: one a line; lines with spaces inside are the prose that such lists begin with.</summary>
    public static HashSet<string> Read(string path)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            foreach (var line in File.ReadLines(path))
            {
                var name = line.Trim();
                if (name.Length is > 0 and < 256 && !name.AsSpan().ContainsAny(' ', '\t'))
                    names.Add(Path.GetFileNameWithoutExtension(name));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SkeletonFileException(path, 0, $"the list of missing skeletons cannot be read: {e.Message}", e);
        }

        if (names.Count == 0)
            throw new SkeletonFileException(path, 0, "the list of missing skeletons names no sample; one name a line is expected");
        return names;
    }

    /// <summary>The last part of a name, which is what lists name.</summary>
    public static string WithoutFolder(string name) => name[(name.LastIndexOf('/') + 1)..];
}
