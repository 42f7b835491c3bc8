using System.Diagnostics;

namespace MsMclr.MLNet.Bench;

/// <summary>
/// Two processes of one thread, started by mpirun, against one process of two threads: <c>examples/Pretrain</c> in either. It has to be
/// built before.
/// </summary>
internal static class RanksBenchmark
{
    private const int Rounds = 3;
    private const int WarmEpochs = 1;
    private const int Epochs = 4;

    public static IEnumerable<Measurement> Run()
    {
        if (!Found("mpirun") || Program() is not { } program)
        {
            Console.Error.WriteLine("ranks: needs mpirun (apt-get install openmpi-bin libopenmpi3) and a built examples/Pretrain.");
            yield break;
        }

        foreach (var width in new[] { 8, 16 })
        {
            var ratios = new List<double>();
            var seconds = new List<double>();
            for (var round = 0; round < Rounds; round++)
            {
                var alone = Seconds(program, width, threads: 2);
                var ranks = Seconds(program, width, threads: 1, "mpirun", "-n", "2", "--bind-to", "none", "--oversubscribe", "dotnet");
                ratios.Add(alone / ranks);
                seconds.Add(ranks);
            }

            seconds.Sort();
            ratios.Sort();
            const string Peer = "one process of two threads";
            yield return new($"ranks.two.width-{width}", seconds[Rounds / 2], "s an epoch", Peer, ratios[Rounds / 2]);
        }
    }

    // The mean time of an epoch, of those after the first.
    private static double Seconds(string program, int width, int threads, params string[] launcher)
    {
        using var folder = new ScratchFolder();
        string[] command = [.. launcher.Length == 0 ? ["dotnet"] : launcher, program, "--epochs", $"{Epochs}", "--width", $"{width}"];
        var start = new ProcessStartInfo(command[0], [.. command[1..], "--seed", "1", "--out", folder.Path])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["OMP_NUM_THREADS"] = $"{threads}";
        start.Environment["OMPI_ALLOW_RUN_AS_ROOT"] = "1";
        start.Environment["OMPI_ALLOW_RUN_AS_ROOT_CONFIRM"] = "1";
        using var process = Process.Start(start)!;
        var epochs = new List<long>();
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (line.Contains(": loss ", StringComparison.Ordinal))
                epochs.Add(Stopwatch.GetTimestamp());
        }

        process.WaitForExit();
        if (process.ExitCode != 0 || epochs.Count != Epochs)
            throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode} after {epochs.Count} epochs.");
        return Stopwatch.GetElapsedTime(epochs[WarmEpochs - 1], epochs[^1]).TotalSeconds / (Epochs - WarmEpochs);
    }

    private static bool Found(string program)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return folders.Any(folder => File.Exists(Path.Combine(folder, program)));
    }

    // Of this configuration, in the repository that the benchmark is run from.
    private static string? Program()
    {
        var built = Path.Combine("examples", "Pretrain", "bin");
        if (!Directory.Exists(built))
            return null;
        return Directory.EnumerateFiles(built, "Pretrain.dll", SearchOption.AllDirectories).Select(Path.GetFullPath).FirstOrDefault();
    }

    private sealed class ScratchFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("ranks-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
