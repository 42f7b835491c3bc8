namespace MsMclr.MLNet.Loaders.Loading;

/// <summary>How folders are searched.</summary>
/// <param name="Subfolders">Whether folders in them are searched too.</param>
/// <param name="FollowLinks">Whether links are followed; each file and each folder is then read once, whatever names it has.</param>
/// <param name="Stop">Ends the search.</param>
internal sealed record FolderSearch(bool Subfolders, bool FollowLinks, CancellationToken Stop)
{
    /// <summary>What is in a folder.</summary>
    public Func<string, IEnumerable<FileSystemInfo>> List { get; init; } = ListAll;

    private static IEnumerable<FileSystemInfo> ListAll(string folder)
    {
        var all = new EnumerationOptions { IgnoreInaccessible = false, AttributesToSkip = 0 };
        return new DirectoryInfo(folder).EnumerateFileSystemInfos("*", all);
    }
}
