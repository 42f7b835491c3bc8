using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Bench;

/// <summary>
/// How fast NTU <c>.skeleton</c> text becomes clips, through the public loader, all of it: open, read, parse, copy to the row.
/// </summary>
internal static class LoadBenchmark
{
    public static IEnumerable<Measurement> Run()
    {
        using var files = new NtuFiles(300);
        var paths = Directory.GetFiles(files.Folder);
        var view = new MLContext().Data.LoadFromSkeletonFiles(files.Folder, SkeletonFormat.NtuRgbd);
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < Median.WarmUp;)
            ReadAll(view);
        var buffer = new byte[1 << 22];
        var floor = ReadingSpeed.Best(() => paths.Sum(path => ReadBytes(path, buffer)), files.Bytes);
        var loader = ReadingSpeed.Best(() => ReadAll(view), files.Bytes);

        var python = PythonReader.MegabytesASecond(paths);
        var peer = python is null ? null : "load.ntu.python (the loader uses every core)";
        const string PythonPeer = "load.ntu over bench/Load/ntu_reader.py (Python, NumPy)";
        const string Floor = "reading the bytes alone, into one buffer";
        yield return new("load.ntu", loader.PerCore, "MB/s a core", Floor, loader.PerCore / floor.PerCore);
        yield return new("load.ntu.wall", loader.Wall, "MB/s", peer, loader.Wall / python);
        yield return new("load.ntu.clips", loader.Wall * 1e6 / files.Bytes * files.Clips, "clips/s");
        yield return new("load.ntu.allocated", (double)loader.Allocated / files.Clips, "bytes/clip");
        if (python is { } rate)
            yield return new("load.ntu.python", rate, "MB/s a core", PythonPeer, loader.PerCore / rate);
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
