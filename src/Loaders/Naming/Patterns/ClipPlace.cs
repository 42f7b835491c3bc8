namespace MsMclr.MLNet.Loaders.Naming.Patterns;

/// <summary>Where a clip's file is.</summary>
/// <param name="Path">The path with slashes.</param>
/// <param name="IsFromRoot">Whether it begins below the folder that was listed. Of others only the end is meant.</param>
internal readonly record struct ClipPlace(string Path, bool IsFromRoot)
{
    /// <summary>The folders, without the file; empty where there are none.</summary>
    public string Folder => Path.LastIndexOf('/') is var slash and > 0 ? Path[..slash] : "";

    /// <summary>The file's name without its folders.</summary>
    public string File => Path[(Path.LastIndexOf('/') + 1)..];
}
