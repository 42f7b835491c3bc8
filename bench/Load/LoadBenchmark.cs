using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Bench;

/// <summary>How fast NTU <c>.skeleton</c> text becomes clips, through the public loader, all of it: open, read, parse, copy to the row.</summary>
internal static class LoadBenchmark
{
    private const int Samples = 6;

    // The clock of processor time ticks every 10 ms; a sample has to be long against that.
    private const int PassesASample = 8;

    public static IEnumerable<Measurement> Run()
    {
        using var files = new NtuFiles(300);
        var paths = Directory.GetFiles(files.Folder);
        var view = new MLContext().Data.LoadFromSkeletonFiles(files.Folder, SkeletonFormat.NtuRgbd);
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < Median.WarmUp;)
            ReadAll(view);
        var buffer = new byte[1 << 22];
        var floor = Best(() => paths.Sum(path => ReadBytes(path, buffer)), files.Bytes).PerCore;
        var (perCore, wall, allocated) = Best(() => ReadAll(view), files.Bytes);

        var python = PythonReader.MegabytesASecond(paths);
        yield return new("load.ntu", perCore, "MB/s a core", "reading the bytes alone, into one buffer", perCore / floor);
        yield return new("load.ntu.wall", wall, "MB/s", python is null ? null : "load.ntu.python (the loader uses every core)", wall / python);
        yield return new("load.ntu.clips", wall * 1e6 / files.Bytes * files.Clips, "clips/s");
        yield return new("load.ntu.allocated", (double)allocated / files.Clips, "bytes/clip");
        if (python is { } rate)
            yield return new("load.ntu.python", rate, "MB/s a core", "load.ntu over bench/Load/ntu_reader.py (Python, NumPy)", perCore / rate);
        else
            Console.WriteLine("load.ntu.python: left out, no Python with NumPy is here (MSMCLR_PYTHON=/path/to/python names one).");
        foreach (var measurement in NpyBenchmark.Run())
            yield return measurement;
    }

    private static long ReadBytes(string path, byte[] buffer)
    {
        using var file = File.OpenHandle(path);
        return RandomAccess.Read(file, buffer, 0);
    }

    // The best sample of several: other work on the machine only ever makes a pass slower.
    internal static (double PerCore, double Wall, long Allocated) Best(Func<long> read, long bytes)
    {
        var (cpu, wall, allocated) = (double.MaxValue, double.MaxValue, long.MaxValue);
        using var process = Process.GetCurrentProcess();
        for (var sample = 0; sample < Samples; sample++)
        {
            process.Refresh();
            var (cpuBefore, allocatedBefore, watch) = (process.TotalProcessorTime, GC.GetTotalAllocatedBytes(), Stopwatch.StartNew());
            for (var pass = 0; pass < PassesASample; pass++)
                read();
            wall = Math.Min(wall, watch.Elapsed.TotalSeconds);
            process.Refresh();
            cpu = Math.Min(cpu, (process.TotalProcessorTime - cpuBefore).TotalSeconds);
            allocated = Math.Min(allocated, GC.GetTotalAllocatedBytes() - allocatedBefore);
        }

        return (PassesASample * bytes / 1e6 / cpu, PassesASample * bytes / 1e6 / wall, allocated / PassesASample);
    }

    internal static long ReadAll(IDataView view)
    {
        using var cursor = view.GetRowCursor([view.Schema["Clip"]]);
        var getClip = cursor.GetGetter<VBuffer<float>>(view.Schema["Clip"]);
        VBuffer<float> clip = default;
        var values = 0L;
        while (cursor.MoveNext())
        {
            getClip(ref clip);
            values += clip.Length;
        }

        return values;
    }
}
