using System.IO.Enumeration;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Loaders.Loading;

/// <summary>
/// Finds the files below a folder that are recordings by their names: regular files, each once. What cannot be listed is told instead
/// of ending the search.
/// </summary>
internal sealed class FolderWalk(ISkeletonFormat format, FolderSearch search, string pattern)
{
    // The folder of the file system itself, which only its owner may list. It never holds recordings.
    private const string Recovered = "lost+found";
    private readonly string _pattern = FileSystemName.TranslateWin32Expression(pattern);
    private readonly Queue<string> _folders = new();
    private readonly Queue<FileSystemInfo> _links = new();
    private readonly HashSet<string> _seen = [];

    /// <summary>Gets the files that were found.</summary>
    public List<FileInfo> Files { get; } = [];

    /// <summary>Gets what could not be looked at.</summary>
    public List<SkeletonFileException> Bad { get; } = [];

    /// <summary>Gets how many links were passed over.</summary>
    public int LinksPassedOver { get; private set; }

    /// <summary>Walks through a folder. Real names come before links, so that a file keeps its own.</summary>
    /// <exception cref="OperationCanceledException">The search was ended.</exception>
    public void Walk(string root)
    {
        _folders.Enqueue(root);
        while (true)
        {
            search.Stop.ThrowIfCancellationRequested();
            if (_folders.TryDequeue(out var folder))
                List(folder);
            else if (_links.TryDequeue(out var link))
                Follow(link);
            else
                return;
        }
    }

    private void List(string folder)
    {
        if (search.FollowLinks && !_seen.Add(FileKind.Of(folder)?.Identity ?? folder))
            return;
        try
        {
            foreach (var entry in search.List(folder))
            {
                search.Stop.ThrowIfCancellationRequested();
                Take(entry);
            }
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            if (Path.GetFileName(folder) == Recovered)
                return;
            Bad.Add(new SkeletonFileException(folder, 0, $"the folder cannot be listed: {e.Message}", e));
        }
    }

    private void Take(FileSystemInfo entry)
    {
        var isWanted = entry is DirectoryInfo ? search.Subfolders : IsWanted(entry.Name);
        if (!isWanted)
            return;
        if (entry.LinkTarget is not null)
            TakeLink(entry);
        else if (entry is DirectoryInfo)
            _folders.Enqueue(entry.FullName);
        else
            TakeFile(entry, isLink: false);
    }

    private void TakeLink(FileSystemInfo link)
    {
        if (search.FollowLinks)
            _links.Enqueue(link);
        else
            LinksPassedOver++;
    }

    private void Follow(FileSystemInfo link)
    {
        if (FileKind.Of(link.FullName) is not { } kind)
            Bad.Add(new SkeletonFileException(link.FullName, 0, "it is a link to nothing, or to itself"));
        else if (kind.IsFolder && search.Subfolders)
            List(link.FullName);
        else if (!kind.IsFolder && IsWanted(link.Name))
            TakeFile(link, isLink: true);
    }

    private void TakeFile(FileSystemInfo file, bool isLink)
    {
        if (FileKind.Of(file.FullName) is not { IsFile: true } kind)
        {
            Bad.Add(new SkeletonFileException(file.FullName, 0, $"it {FileKind.NotRegular}"));
            return;
        }

        // Two names of one file that are no links are two recordings: whoever made them so meant it.
        var isNew = !search.FollowLinks || _seen.Add(kind.Identity);
        if (isNew || !isLink)
            Files.Add(new FileInfo(file.FullName));
    }

    private bool IsWanted(string name)
    {
        var ignoreCase = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS();
        return FileSystemName.MatchesWin32Expression(_pattern, name, ignoreCase) && format.Accepts(name);
    }
}
