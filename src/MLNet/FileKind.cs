using System.Runtime.InteropServices;

namespace MsMclr.MLNet.Interop;

/// <summary>What is at a path, links followed.</summary>
/// <param name="IsFile">Whether it is a regular file: no pipe, no device, no socket, all of which may have no end.</param>
/// <param name="IsFolder">Whether it is a folder.</param>
/// <param name="Identity">What is the same for all names of one file, or of one folder.</param>
internal readonly partial record struct FileKind(bool IsFile, bool IsFolder, string Identity)
{
    // struct statx is laid out alike on every architecture, which stat's is not.
    private const int StatusLength = 256;
    private const int ModeAt = 28;
    private const int NumberAt = 32;
    private const int DeviceAt = 136;
    private const int CurrentFolder = -100;
    private const uint BasicFields = 0x7ff;
    private const int TypeMask = 0xf000;
    private const int FolderType = 0x4000;
    private const int FileType = 0x8000;

    /// <summary>What is said of a file that is refused because of its kind.</summary>
    public const string NotRegular = "is no regular file, but a pipe, a socket or a device";

    /// <summary>Whether there is something at a path that may have no end, so that whoever reads it may wait for ever.</summary>
    public static bool MayBeEndless(string path) => Of(path) is { IsFile: false, IsFolder: false };

    /// <summary>Looks at a path; null where there is nothing.</summary>
    public static FileKind? Of(string path)
    {
        if (OperatingSystem.IsLinux() && TryStatus(path, out var kind))
            return kind;
        if (Directory.Exists(path))
            return new FileKind(IsFile: false, IsFolder: true, Target(new DirectoryInfo(path)));
        return File.Exists(path) ? new FileKind(IsFile: true, IsFolder: false, Target(new FileInfo(path))) : null;
    }

    private static string Target(FileSystemInfo info) => (info.ResolveLinkTarget(returnFinalTarget: true) ?? info).FullName;

    // False where the C library has no such function.
    private static bool TryStatus(string path, out FileKind? kind)
    {
        kind = null;
        Span<byte> status = stackalloc byte[StatusLength];
        try
        {
            if (Statx(CurrentFolder, path, 0, BasicFields, ref MemoryMarshal.GetReference(status)) != 0)
                return true;
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            return false;
        }

        var type = MemoryMarshal.Read<ushort>(status[ModeAt..]) & TypeMask;
        var number = MemoryMarshal.Read<ulong>(status[NumberAt..]);
        var device = MemoryMarshal.Read<ulong>(status[DeviceAt..]);
        kind = new FileKind(type == FileType, type == FolderType, $"{device}:{number}");
        return true;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, ref byte status);
}
