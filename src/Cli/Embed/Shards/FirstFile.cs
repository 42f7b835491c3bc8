using System.Runtime.InteropServices;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Cli.Embed.Shards;

/// <summary>Writes a file whole, unless another process was first.</summary>
internal static partial class FirstFile
{
    private const int IsThere = 17; // EEXIST, on Linux and macOS.

    public static void Write(string path, byte[] content)
    {
        var own = $"{path}.{Path.GetRandomFileName()}{FileReplacement.TemporaryExtension}";
        FileReplacement.Write(own, content);
        try
        {
            TakeName(own, path);
        }
        finally
        {
            File.Delete(own);
        }
    }

    // .NET's move looks whether the name is free, and then renames: of two processes that look at once, the second takes the first one's
    // place. A link is made by one of them alone.
    private static void TakeName(string own, string path)
    {
        if (!OperatingSystem.IsWindows() && (Link(own, path) == 0 || Marshal.GetLastPInvokeError() == IsThere))
            return;
        try
        {
            // Windows, and file systems without such links.
            File.Move(own, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was first.
        }
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string from, string to);
}
