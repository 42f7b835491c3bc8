using MsMclr.MLNet.Interop;
using Entry = MsMclr.MLNet.Loaders.Loading.SkeletonFiles.Entry;

namespace MsMclr.MLNet.Loaders.Loading;

/// <summary>Collects the files at paths: folders, files, and patterns of files in a folder.</summary>
internal sealed class SkeletonFileList(ISkeletonFormat format, FolderSearch search)
{
    private const string Following = "set FollowLinks to follow them";

    public List<Entry> Files { get; } = [];

    public List<SkeletonFileException> Bad { get; } = [];

    public List<SkeletonFileWarning> Notes { get; } = [];

    /// <summary>Adds what is at a path, in ordinal order. A folder or a file that is there is no pattern, whatever its name is.</summary>
    /// <exception cref="ArgumentException">There is nothing, or nothing that the format accepts.</exception>
    public void Add(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (File.Exists(path))
        {
            if (FileKind.MayBeEndless(path))
                throw new ArgumentException($"'{path}' {FileKind.NotRegular}.", nameof(path));
            var folder = Path.GetDirectoryName(path) ?? "";
            Files.Add(new Entry(Root: null, folder, Path.GetFileName(path)));
            return;
        }

        var walk = AddFolder(path);
        if (walk.Files.Count == 0)
            throw new ArgumentException($"'{path}' holds no file that {format.Name} accepts{Hint(walk)}.", nameof(path));
        Bad.AddRange(walk.Bad);
        if (walk.LinksPassedOver > 0)
            Notes.Add(new SkeletonFileWarning(path, 0, $"{walk.LinksPassedOver} links are passed over; {Following}"));
    }

    private string Hint(FolderWalk walk)
    {
        var hint = search.Subfolders ? "" : "; set SearchSubfolders to look in folders below it";
        if (walk.LinksPassedOver > 0)
            hint += $"; {walk.LinksPassedOver} links are passed over, {Following}";
        if (walk.Bad.Count > 0)
            hint += $"; {walk.Bad[0].Message}";
        return hint;
    }

    private FolderWalk AddFolder(string path)
    {
        var folder = path;
        var pattern = "*";
        if (!Directory.Exists(path) && Path.GetFileName(path.AsSpan()).ContainsAny('*', '?'))
        {
            folder = Path.GetDirectoryName(path) is { Length: > 0 } parent ? parent : ".";
            pattern = Path.GetFileName(path);
        }

        if (!Directory.Exists(folder))
            throw new ArgumentException($"There is no file and no folder '{path}'.", nameof(path));
        var walk = new FolderWalk(format, search, pattern);
        walk.Walk(folder);
        AddFiles(walk.Files, folder);
        return walk;
    }

    // The name of a folder is kept once, not with every file.
    private void AddFiles(List<FileInfo> found, string root)
    {
        var before = Files.Count;
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        var folders = new Dictionary<string, string>(StringComparer.Ordinal) { [full] = root };
        foreach (var file in found)
        {
            var own = file.DirectoryName!;
            if (!folders.TryGetValue(own, out var kept))
            {
                folders.Add(own, own);
                kept = own;
            }

            Files.Add(new Entry(root, kept, file.Name));
        }

        Files.Sort(before, Files.Count - before, Comparer<Entry>.Create(ByPath));
    }

    private static int ByPath(Entry one, Entry other)
    {
        var byFolder = string.CompareOrdinal(one.Folder, other.Folder);
        return byFolder != 0 ? byFolder : string.CompareOrdinal(one.Name, other.Name);
    }
}
