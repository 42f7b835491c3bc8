using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

/// <summary>Recordings of a Kinect, and what <c>msmclr embed</c> makes of them in folders.</summary>
internal sealed class ShardedFolder(string recordings, string output)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(2);

    public string Output => output;

    public string[] Parts => [.. Directory.GetFiles(output, "part-*.parquet").Order(StringComparer.Ordinal)];

    /// <summary>Writes so many recordings, named as NTU's are.</summary>
    public static void Record(string folder, int count, int frames)
    {
        Directory.CreateDirectory(folder);
        for (var number = 0; number < count; number++)
            KinectRecordings.Write(Path.Combine(folder, NameOf(number) + ".skeleton"), frames + (number % 3));
    }

    /// <summary>A name that tells action, person, repetition and setup.</summary>
    public static string NameOf(int number)
    {
        var action = (number % 60) + 1;
        var person = (number / 60 % 100) + 1;
        var setup = (number / 6000) + 1;
        return $"S{setup:000}C001P{person:000}R001A{action:000}";
    }

    public string[] Arguments(params string[] more)
        => ["embed", "--format", "ntu", "--data", recordings, "--encoder", TinyModel.File, "--out", output, .. more];

    public ToolRun Run(params string[] more) => Tool.Run(Arguments(more));

    /// <summary>Starts a process and ends it by a signal as soon as it has begun to write a file.</summary>
    /// <returns>How it ended.</returns>
    public int Interrupt(string signal, params string[] more)
    {
        using var process = Tool.Start(Arguments(more));
        _ = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        while (!process.HasExited && !(Directory.Exists(output) && Directory.GetFiles(output, "_part-*.tmp").Length > 0))
            Thread.Sleep(Poll);
        using var kill = Process.Start("kill", [signal, process.Id.ToString()]);
        kill.WaitForExit();
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>Names, labels and features of all shards.</summary>
    public static (string Name, uint Label, float[] Features)[] Rows(string folder)
    {
        var view = new MLContext().Data.LoadFromSkeletonEmbeddings(folder);
        var rows = view.GetColumn<string>("Name").Zip(view.GetColumn<uint>("Label"), view.GetColumn<float[]>("Features"));
        return [.. rows];
    }
}
