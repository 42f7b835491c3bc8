using System.Runtime.Versioning;

namespace MsMclr.MLNet.Trainers.Torch.Native;

/// <summary>A folder that belongs to one user and is closed to all others, so that what lies in it is what that user put there.</summary>
[SupportedOSPlatform("linux")]
internal static class PrivateFolder
{
    /// <summary>Gets the folder of this library in the user's local application data; empty where the user has none.</summary>
    public static string OfUser()
    {
        // Not verified: the folder may be missing, and is made then.
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return data.Length == 0 ? "" : Path.Combine(data, "MsMclr.MLNet");
    }

    /// <summary>Makes the folder where it is missing, closes it to others, and refuses one that is not the user's.</summary>
    /// <exception cref="IOException">The folder can't be made, is a symbolic link, or is not under the user's control.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder can't be made.</exception>
    public static void Ensure(string path, uint user)
    {
        Directory.CreateDirectory(path, UnixFileStatus.OwnerOnlyFolder);
        if (UnixFileStatus.Of(path) is not { } status)
            throw new IOException($"'{path}' is gone again");
        if (status.IsLink)
            throw new IOException($"'{path}' is a symbolic link");
        if (!status.IsFolder)
            throw new IOException($"'{path}' is not a folder");
        if (status.Owner != user)
            throw new IOException($"'{path}' belongs to another user");
        RefuseParentsOpenToAll(path);
        if (status.Mode != UnixFileStatus.OwnerOnlyFolder)
            File.SetUnixFileMode(path, UnixFileStatus.OwnerOnlyFolder);
    }

    // Whoever may rename entries of a folder above could put a folder of their own in our place. Only the sticky bit, as /tmp has
    // it, prevents that. Groups are let be: on many systems each user has a group of their own that may write at home.
    private static void RefuseParentsOpenToAll(string path)
    {
        for (var parent = Path.GetDirectoryName(Path.GetFullPath(path)); parent is not null; parent = Path.GetDirectoryName(parent))
        {
            var mode = File.GetUnixFileMode(parent);
            if (mode.HasFlag(UnixFileMode.OtherWrite) && !mode.HasFlag(UnixFileMode.StickyBit))
                throw new IOException($"every user may write to '{parent}'");
        }
    }
}
