using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace MsMclr.MLNet.Trainers.Torch.Native;

/// <summary>A file that is in no folder: for systems on which nothing can be written, as read-only containers.</summary>
[SupportedOSPlatform("linux")]
internal static class MemoryFile
{
    private const uint CloseOnExecute = 1; // MFD_CLOEXEC

    /// <summary>Gives content a path for as long as it is used.</summary>
    /// <param name="name">What the file is called where a process's files are listed.</param>
    /// <param name="content">What is in it.</param>
    /// <param name="use">Is given the path.</param>
    /// <exception cref="IOException">The system has no such files, or no memory.</exception>
    public static void Use(string name, byte[] content, Action<string> use)
    {
        using var handle = Create(name);
        RandomAccess.Write(handle, content, fileOffset: 0);
        use($"/proc/self/fd/{handle.DangerousGetHandle()}");
    }

    private static SafeFileHandle Create(string name)
    {
        try
        {
            var handle = memfd_create(name, CloseOnExecute);
            if (handle >= 0)
                return new SafeFileHandle(handle, ownsHandle: true);
            throw new IOException(Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()));
        }
        catch (EntryPointNotFoundException e)
        {
            throw new IOException("the system has no files in memory", e);
        }
    }

    [DllImport("libc", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int memfd_create(string name, uint flags);
}
