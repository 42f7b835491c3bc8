using MsMclr.MLNet.Loaders.Naming.Patterns;

namespace MsMclr.MLNet.Loaders.Naming;

/// <summary>Where files are.</summary>
internal interface IFilePlaces
{
    int Count { get; }

    /// <summary>Where a file is; null where it has no path.</summary>
    ClipPlace? Of(int file);

    /// <summary>The folders that a name may begin with, without a slash at the end; empty where there are none.</summary>
    string Folder(int file, FolderDepth depth);
}
