using Microsoft.ML.Data;

namespace MsMclr.MLNet.Loaders.Loading;

/// <summary>
/// The files of a format below given paths, listed once, in ordinal order of their paths. Folders are kept once, not with every file.
/// </summary>
internal sealed class SkeletonFiles : IMultiStreamSource
{
    private readonly Entry[] _files;

    private SkeletonFiles(Entry[] files) => _files = files;

    public int Count => _files.Length;

    /// <summary>
    /// Lists files: a folder gives those that the format accepts, a file itself, a pattern (<c>*</c>, <c>?</c>) what fits it.
    /// </summary>
    public static SkeletonFiles Find(IEnumerable<string> paths, ISkeletonFormat format, bool subfolders)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var files = new List<Entry>();
        foreach (var path in paths)
            Add(files, path, format, subfolders);
        if (files.Count == 0)
            throw new ArgumentException("No path is given; name a folder or a file.", nameof(paths));
        return new SkeletonFiles([.. files]);
    }

    public Stream Open(int index)
        => new FileStream(GetPathOrNull(index), FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.SequentialScan);

    public string GetPathOrNull(int index) => Path.Combine(_files[index].Folder, _files[index].Name);

    public TextReader OpenTextReader(int index) => new StreamReader(Open(index));

    /// <summary>Some of the files, where they were.</summary>
    public SkeletonFiles Only(IEnumerable<int> files) => new([.. files.Select(file => _files[file])]);

    public string NameOf(int index) => _files[index].Name;

    /// <summary>The folder that was listed, or the one of a file that was given by name.</summary>
    public string RootOf(int index) => _files[index].Root ?? _files[index].Folder;

    /// <summary>
    /// The folder that a file is in, below the folder that was listed, with slashes; empty where it is that folder. Null where the file
    /// was given by name.
    /// </summary>
    public string? Subfolder(int index)
    {
        var file = _files[index];
        if (file.Root is null)
            return null;
        if (file.Root == file.Folder)
            return "";
        return Path.GetRelativePath(file.Root, file.Folder).Replace(Path.DirectorySeparatorChar, '/');
    }

    private static void Add(List<Entry> files, string path, ISkeletonFormat format, bool subfolders)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (File.Exists(path))
        {
            var folder = Path.GetDirectoryName(path) ?? "";
            files.Add(new Entry(Root: null, folder, Path.GetFileName(path)));
            return;
        }

        var before = files.Count;
        AddFolder(files, path, format, subfolders);
        if (files.Count == before)
        {
            var hint = subfolders ? "" : "; set SearchSubfolders to look in folders below it";
            throw new ArgumentException($"'{path}' holds no file that {format.Name} accepts{hint}.", nameof(path));
        }

        files.Sort(before, files.Count - before, Comparer<Entry>.Create(ByPath));
    }

    private static void AddFolder(List<Entry> files, string path, ISkeletonFormat format, bool subfolders)
    {
        var folder = path;
        var pattern = "*";
        if (Path.GetFileName(path.AsSpan()).ContainsAny('*', '?'))
        {
            folder = Path.GetDirectoryName(path) is { Length: > 0 } parent ? parent : ".";
            pattern = Path.GetFileName(path);
        }

        if (!Directory.Exists(folder))
            throw new ArgumentException($"There is no file and no folder '{path}'.", nameof(path));
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var folders = new Dictionary<string, string>(StringComparer.Ordinal) { [full] = folder };
        var depth = subfolders ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly;
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles(pattern, depth))
        {
            if (!format.Accepts(file.Name))
                continue;
            var own = file.DirectoryName!;
            if (!folders.TryGetValue(own, out var kept))
            {
                folders.Add(own, own);
                kept = own;
            }

            files.Add(new Entry(Root: folder, kept, file.Name));
        }
    }

    private static int ByPath(Entry one, Entry other)
    {
        var byFolder = string.CompareOrdinal(one.Folder, other.Folder);
        return byFolder != 0 ? byFolder : string.CompareOrdinal(one.Name, other.Name);
    }

    /// <summary>A file.</summary>
    /// <param name="Root">The folder that was listed; null where the file was given by name.</param>
    /// <param name="Folder">The folder that the file is in.</param>
    /// <param name="Name">The file's name.</param>
    private readonly record struct Entry(string? Root, string Folder, string Name);
}
