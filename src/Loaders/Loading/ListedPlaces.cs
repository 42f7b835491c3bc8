using Microsoft.ML.Data;
using MsMclr.MLNet.Loaders.Naming;
using MsMclr.MLNet.Loaders.Naming.Patterns;

namespace MsMclr.MLNet.Loaders.Loading;

/// <summary>Where the files of a source are: of one that was listed below which folder, of a user's own as it tells its paths.</summary>
internal sealed class ListedPlaces(IMultiStreamSource files) : IFilePlaces
{
    private readonly SkeletonFiles? _listed = files as SkeletonFiles;

    public int Count => files.Count;

    public ClipPlace? Of(int file)
    {
        if (_listed?.Subfolder(file) is { } folder)
        {
            var name = _listed.NameOf(file);
            return new ClipPlace(folder.Length == 0 ? name : $"{folder}/{name}", IsFromRoot: true);
        }

        return files.GetPathOrNull(file) is { } path ? new ClipPlace(Slashed(path), IsFromRoot: false) : null;
    }

    public string Folder(int file, FolderDepth depth)
    {
        if (depth == FolderDepth.None)
            return "";
        if (_listed is null)
            return Slashed(Path.GetDirectoryName(files.GetPathOrNull(file)) ?? "").Trim('/');
        var below = _listed.Subfolder(file) ?? "";
        if (depth == FolderDepth.BelowRoot)
            return below;
        var root = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(_listed.RootOf(file))));
        return below.Length == 0 ? root : $"{root}/{below}";
    }

    private static string Slashed(string path) => path.Replace(Path.DirectorySeparatorChar, '/');
}
