using Microsoft.ML.Data;

namespace MsMclr.MLNet.Loaders.Loading;

/// <summary>The files of a format below given paths, listed once, in ordinal order of their paths. Folders are kept once, not with every file.</summary>
internal sealed class SkeletonFiles : IMultiStreamSource
{
    private readonly (string Folder, string Name)[] _files;

    private SkeletonFiles((string Folder, string Name)[] files) => _files = files;

    public int Count => _files.Length;

    /// <summary>Lists files: a folder gives those that the format accepts, a file itself, a pattern (<c>*</c>, <c>?</c>) what fits it.</summary>
    public static SkeletonFiles Find(IEnumerable<string> paths, ISkeletonFormat format, bool subfolders)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var files = new List<(string, string)>();
        foreach (var path in paths)
            Add(files, path, format, subfolders);
        if (files.Count == 0)
            throw new ArgumentException("No path is given; name a folder or a file.", nameof(paths));
        return new SkeletonFiles([.. files]);
    }

    public Stream Open(int index) => new FileStream(GetPathOrNull(index), FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.SequentialScan);

    public string GetPathOrNull(int index) => Path.Combine(_files[index].Folder, _files[index].Name);

    public TextReader OpenTextReader(int index) => new StreamReader(Open(index));

    private static void Add(List<(string Folder, string Name)> files, string path, ISkeletonFormat format, bool subfolders)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (File.Exists(path))
        {
            files.Add((Path.GetDirectoryName(path) ?? "", Path.GetFileName(path)));
            return;
        }

        var pattern = Path.GetFileName(path);
        var wild = pattern.AsSpan().ContainsAny('*', '?');
        var folder = wild ? Path.GetDirectoryName(path) is { Length: > 0 } parent ? parent : "." : path;
        if (!Directory.Exists(folder))
            throw new ArgumentException($"There is no file and no folder '{path}'.", nameof(path));
        var before = files.Count;
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles(wild ? pattern : "*", subfolders ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly))
        {
            if (format.Accepts(file.Name))
                files.Add((file.DirectoryName == Path.GetFullPath(folder) ? folder : file.DirectoryName!, file.Name));
        }

        if (files.Count == before)
            throw new ArgumentException($"'{path}' holds no file that {format.Name} accepts{(subfolders ? "" : "; set SearchSubfolders to look in folders below it")}.", nameof(path));
        files.Sort(before, files.Count - before, Comparer<(string Folder, string Name)>.Create((a, b) =>
            string.CompareOrdinal(a.Folder, b.Folder) is var byFolder and not 0 ? byFolder : string.CompareOrdinal(a.Name, b.Name)));
    }
}
