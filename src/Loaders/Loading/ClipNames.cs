using Microsoft.ML.Data;

namespace MsMclr.MLNet.Loaders.Loading;

/// <summary>Gives clips the names that the options ask for, and takes from the names what they tell.</summary>
internal sealed class ClipNames(IMultiStreamSource files, SkeletonLoader.Options options)
{
    /// <exception cref="FormatException">The name is not of the pattern that was given.</exception>
    public ClipInfo Apply(ClipInfo clip, int file)
    {
        if (options.NamesWithFolders && Folder(file) is { Length: > 0 } folder)
            clip = clip with { Name = $"{folder}/{clip.Name}" };
        return options.NamePattern is null ? clip : options.NamePattern.Apply(clip);
    }

    /// <summary>The last part of a name.</summary>
    public static string WithoutFolder(string name) => name[(name.LastIndexOf('/') + 1)..];

    private string Folder(int file)
    {
        if (files is SkeletonFiles listed)
            return listed.Subfolder(file);
        // A source of the user's own: its paths are taken as it tells them.
        var folder = Path.GetDirectoryName(files.GetPathOrNull(file)) ?? "";
        return folder.Replace(Path.DirectorySeparatorChar, '/').Trim('/');
    }
}
