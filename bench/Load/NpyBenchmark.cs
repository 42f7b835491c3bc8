using System.IO.MemoryMappedFiles;
using System.Text;
using Microsoft.ML;

namespace MsMclr.MLNet.Bench;

/// <summary>How fast a <c>.npy</c> array becomes clips, and what reading its bytes by position costs beside a memory map.</summary>
internal static class NpyBenchmark
{
    private const int Clips = 400;
    private const int Frames = 300;
    private const int ClipBytes = 3 * Frames * 25 * 2 * sizeof(float);

    public static IEnumerable<Measurement> Run()
    {
        var folder = Directory.CreateTempSubdirectory("msmclr-bench-");
        try
        {
            var path = Path.Combine(folder.FullName, "clips.npy");
            var offset = Write(path);
            var format = SkeletonFormat.Npy(new NpySkeletonOptions { Layout = SkeletonLayout.NtuRgbd });
            var view = new MLContext().Data.LoadFromSkeletonFiles(path, format);
            const long bytes = (long)Clips * ClipBytes;
            var loader = ReadingSpeed.Best(() => LoadBenchmark.ReadAll(view), bytes);
            var position = ReadingSpeed.Best(() => ByPosition(path, offset), bytes);
            var mapped = ReadingSpeed.Best(() => Mapped(path, offset), bytes);

            yield return new("load.npy", loader.PerCore, "MB/s a core", "load.npy.position", loader.PerCore / position.PerCore);
            yield return new("load.npy.position", position.PerCore, "MB/s a core", "load.npy.mapped", position.PerCore / mapped.PerCore);
            yield return new("load.npy.mapped", mapped.PerCore, "MB/s a core");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // What the loader does: a clip's bytes into one buffer, again and again. Both look at every value.
    private static long ByPosition(string path, int offset)
    {
        using var file = File.OpenHandle(path);
        var clip = new byte[ClipBytes];
        var lines = 0L;
        for (var i = 0; i < Clips; i++)
        {
            RandomAccess.Read(file, clip, offset + ((long)i * ClipBytes));
            lines += clip.AsSpan().Count((byte)'\n');
        }

        return lines;
    }

    private static unsafe long Mapped(string path, int offset)
    {
        using var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        using var view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        try
        {
            var lines = 0L;
            for (var i = 0; i < Clips; i++)
                lines += new ReadOnlySpan<byte>(start + offset + ((long)i * ClipBytes), ClipBytes).Count((byte)'\n');
            return lines;
        }
        finally
        {
            view.SafeMemoryMappedViewHandle.ReleasePointer();
        }
    }

    private static int Write(string path)
    {
        var entries = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({Clips}, 3, {Frames}, 25, 2), }}".PadRight(117) + "\n";
        using var file = new BinaryWriter(File.Create(path));
        file.Write([0x93, .. "NUMPY"u8, 1, 0]);
        file.Write((ushort)entries.Length);
        file.Write(Encoding.ASCII.GetBytes(entries));
        var offset = (int)file.BaseStream.Position;
        var random = new Random(1);
        for (var i = 0; i < Clips * ClipBytes / sizeof(float); i++)
            file.Write(random.NextSingle());
        return offset;
    }
}
