using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Bench;

/// <summary>How fast NTU <c>.skeleton</c> text becomes clips, through the public loader, all of it: open, read, parse, copy to the row.</summary>
internal static class LoadBenchmark
{
    private const int Samples = 6;

    // The clock of processor time ticks every 10 ms; a sample has to be long against that.
    private const int PassesASample = 4;

    public static IEnumerable<Measurement> Run()
    {
        using var files = new NtuFiles(300);
        var paths = Directory.GetFiles(files.Folder);
        var view = new MLContext().Data.LoadFromSkeletonFiles(files.Folder, SkeletonFormat.NtuRgbd);
        for (var pass = 0; pass < 3; pass++)
            ReadAll(view);
        var floor = Best(() => paths.Sum(path => File.ReadAllBytes(path).Length), files.Bytes).PerCore;
        var (perCore, wall, allocated) = Best(() => ReadAll(view), files.Bytes);

        yield return new("load.ntu", perCore, "MB/s a core", "reading the bytes alone (File.ReadAllBytes)", perCore / floor);
        yield return new("load.ntu.wall", wall, "MB/s");
        yield return new("load.ntu.clips", wall * 1e6 / files.Bytes * files.Clips, "clips/s");
        yield return new("load.ntu.allocated", (double)allocated / files.Clips, "bytes/clip");
        if (Python(paths) is { } python)
            yield return new("load.ntu.python", python, "MB/s a core", "load.ntu over bench/Load/ntu_reader.py (plain Python, no NumPy)", perCore / python);
        else
            Console.WriteLine("load.ntu.python: left out, python3 is not here.");
    }

    // The best sample of several: other work on the machine only ever makes a pass slower.
    private static (double PerCore, double Wall, long Allocated) Best(Func<long> read, long bytes)
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

    private static long ReadAll(IDataView view)
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

    private static double? Python(string[] paths)
    {
        var start = new ProcessStartInfo("python3") { RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Load", "ntu_reader.py"));
        foreach (var path in paths)
            start.ArgumentList.Add(path);
        try
        {
            using var process = Process.Start(start)!;
            var fields = process.StandardOutput.ReadToEnd().Split(' ');
            process.WaitForExit();
            return process.ExitCode == 0 ? double.Parse(fields[0], CultureInfo.InvariantCulture) / 1e6 / double.Parse(fields[1], CultureInfo.InvariantCulture) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
