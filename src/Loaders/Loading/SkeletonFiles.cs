using Microsoft.ML.Data;

namespace MsMclr.MLNet.Loaders.Loading;

/// <summary>
/// The files of a format below given paths, listed once, in ordinal order of their paths. Folders are kept once, not with every file.
/// </summary>
internal sealed class SkeletonFiles : IMultiStreamSource
{
    private readonly Entry[] _files;

    private SkeletonFiles(Entry[] files, IReadOnlyList<SkeletonFileException> bad, IReadOnlyList<SkeletonFileWarning> notes)
    {
        _files = files;
        Bad = bad;
        Notes = notes;
    }

    /// <summary>Gets what was found and could not be looked at.</summary>
    public IReadOnlyList<SkeletonFileException> Bad { get; }

    /// <summary>Gets what a user should know of the search.</summary>
    public IReadOnlyList<SkeletonFileWarning> Notes { get; }

    public int Count => _files.Length;

    /// <summary>
    /// Lists files: a folder gives those that the format accepts, a file itself, a pattern (<c>*</c>, <c>?</c>) what fits it.
    /// </summary>
    /// <exception cref="ArgumentException">There is nothing at a path, or nothing that the format accepts.</exception>
    /// <exception cref="OperationCanceledException">The search was ended.</exception>
    public static SkeletonFiles Find(IEnumerable<string> paths, ISkeletonFormat format, FolderSearch search)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var found = new SkeletonFileList(format, search);
        foreach (var path in paths)
            found.Add(path);
        if (found.Files.Count == 0)
            throw new ArgumentException("No path is given; name a folder or a file.", nameof(paths));
        return new SkeletonFiles([.. found.Files], found.Bad, found.Notes);
    }

    public Stream Open(int index)
        => new FileStream(GetPathOrNull(index), FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.SequentialScan);

    public string GetPathOrNull(int index) => Path.Combine(_files[index].Folder, _files[index].Name);

    public TextReader OpenTextReader(int index) => new StreamReader(Open(index));

    /// <summary>Some of the files, where they were.</summary>
    public SkeletonFiles Only(IEnumerable<int> files) => new([.. files.Select(file => _files[file])], Bad, Notes);

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

    /// <summary>A file.</summary>
    /// <param name="Root">The folder that was listed; null where the file was given by name.</param>
    /// <param name="Folder">The folder that the file is in.</param>
    /// <param name="Name">The file's name.</param>
    internal readonly record struct Entry(string? Root, string Folder, string Name);
}
