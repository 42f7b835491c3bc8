using System.Runtime.Versioning;
using System.Security.Cryptography;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Trainers.Torch.Native;

/// <summary>A file whose content, owner and permissions are checked before it is used.</summary>
[SupportedOSPlatform("linux")]
internal static class VerifiedFile
{
    /// <summary>Leaves a file that is right as it is, and writes any other anew. The folder must be the user's alone.</summary>
    /// <exception cref="IOException">The file can't be written, or does not hold afterwards what was written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file can't be written.</exception>
    public static void Ensure(string path, byte[] content, uint user)
    {
        var hash = SHA256.HashData(content);
        if (IsRight(path, hash, user))
            return;
        FileReplacement.Write(path, stream =>
        {
            // Before the file gets its name: another process may look at it from then on.
            if (stream is FileStream file)
                File.SetUnixFileMode(file.SafeFileHandle, UnixFileStatus.OwnerOnlyFile);
            stream.Write(content);
        });
        if (!IsRight(path, hash, user))
            throw new IOException($"'{path}' does not hold what was written to it");
    }

    private static bool IsRight(string path, byte[] hash, uint user)
    {
        if (UnixFileStatus.Of(path) is not { IsFile: true, OthersMayWrite: false } status || status.Owner != user)
            return false;
        using var stream = File.OpenRead(path);
        return SHA256.HashData(stream).AsSpan().SequenceEqual(hash);
    }
}
