using Microsoft.Win32.SafeHandles;

namespace MsMclr.MLNet.Trainers.Training.Clips;

/// <summary>
/// Clips in a file that is gone when it is closed, even by a killed process. Read by position, not through a memory map: the
/// operating system caches it all the same, but a full disk is an exception instead of the end of the process, and cached
/// pages never count as the process's memory.
/// </summary>
internal sealed class ClipsInFile(SafeFileHandle file, ClipStoreLimits limits, int bytesPerClip) : ClipMemory
{
    private int _count;

    public override int Count => _count;

    public static ClipsInFile Create(ClipStoreLimits limits, int bytesPerClip)
    {
        try
        {
            Directory.CreateDirectory(limits.Folder);
            var path = Path.Combine(limits.Folder, $"msmclr-clips-{Path.GetRandomFileName()}");
            var options = FileOptions.RandomAccess | FileOptions.DeleteOnClose;
            var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, options);
            if (!OperatingSystem.IsWindows())
                File.Delete(path); // An open file without a name: its space comes back however the process ends.
            return new(file, limits, bytesPerClip);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"No file for clips can be made in {limits.Folder}: {error.Message} "
                + $"Set {limits.Options}.CacheDirectory to a folder that can be written.", error);
        }
    }

    public override void Add(ReadOnlySpan<byte> clip)
    {
        try
        {
            RandomAccess.Write(file, clip, (long)_count * bytesPerClip);
        }
        catch (IOException error)
        {
            throw new IOException(
                $"The file for clips in {limits.Folder} can't take clip {_count}, of {bytesPerClip} bytes: {error.Message} "
                + $"Set {limits.Options}.CacheDirectory to a folder on a larger disk, raise MaxStoreBytes, or (MsMclrTrainer.Options) "
                + "set HalfPrecisionStore.", error);
        }

        _count++;
    }

    public override void Read(int index, Span<byte> clip)
    {
        for (var done = 0; done < clip.Length;)
        {
            var read = RandomAccess.Read(file, clip[done..], ((long)index * bytesPerClip) + done);
            if (read == 0)
                throw new IOException($"The file for clips in {limits.Folder} ends before clip {index}; somebody else has shortened it.");
            done += read;
        }
    }

    public override void Dispose() => file.Dispose();
}
