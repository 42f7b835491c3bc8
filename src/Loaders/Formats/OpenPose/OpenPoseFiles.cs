namespace MsMclr.MLNet.Loaders.Formats.OpenPose;

/// <summary>The files that are the frames of one clip.</summary>
internal static class OpenPoseFiles
{
    /// <summary>
    /// Those that were listed with the file. Where it alone was named, it stands for its clip: those in its folder belong to it.
    /// </summary>
    public static IEnumerable<SkeletonFile> Of(SkeletonFile file)
    {
        if (file.Group is { } group)
            return group.Files.Select((index, place) => place == 0 ? file : file.Of(group, index));
        return file.Path is { } path ? InFolder(file, path) : [file];
    }

    /// <summary>The name of the folder that a file is in; the file's own where it is in none.</summary>
    public static string FolderName(SkeletonFile file)
    {
        var folder = Path.GetFileName(Path.GetDirectoryName(file.Path));
        return string.IsNullOrEmpty(folder) ? file.Name : folder;
    }

    private static IEnumerable<SkeletonFile> InFolder(SkeletonFile file, string path)
    {
        var folder = Path.GetDirectoryName(path);
        if (string.IsNullOrEmpty(folder))
            folder = ".";
        var own = Path.GetFileName(path);
        var clip = OpenPoseFileName.Parse(file.Name).Clip;
        if (!Directory.Exists(folder))
            return [file];
        // A file that comes from elsewhere than the disk is there all the same.
        return Directory.EnumerateFiles(folder)
            .Select(name => Path.GetFileName(name))
            .Where(name => name != own && OpenPoseFileName.Is(name))
            .Append(own)
            .Select(name => (Name: name, Place: OpenPoseFileName.Parse(Path.GetFileNameWithoutExtension(name))))
            .Where(frame => frame.Place.Clip == clip)
            .OrderBy(frame => frame.Place.Number)
            .Select(frame => frame.Name == own ? file : file.Beside(Path.Combine(folder, frame.Name)));
    }
}
