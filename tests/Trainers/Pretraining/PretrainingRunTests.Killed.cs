using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace MsMclr.MLNet.Tests;

/// <summary>tests/Resume, killed again and again: kill -9 leaves a process no chance to tidy up.</summary>
public partial class PretrainingRunTests
{
    private const int Kills = 20;
    private const int Epochs = 20;
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "MsMclr.MLNet.Resume.dll")
        .Replace(Path.Combine("tests", "Trainers"), Path.Combine("tests", "Resume"), StringComparison.Ordinal);

    [Test]
    [CancelAfter(300_000)]
    public void A_run_killed_twenty_times_ends_with_the_bits_of_one_that_was_not(CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder();
        var whole = folder.File("whole");
        var killed = folder.File("killed");
        Complete(whole, cancellation);
        var random = new Random(20261123);
        var unfinished = 0;
        var during = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            var newest = Newest(killed);
            using var process = Start(killed);
            switch (kill % 4)
            {
                case 3: // While it starts.
                    Wait(random.NextDouble() * 800, cancellation);
                    break;
                case 0: // As soon as a checkpoint is begun.
                    AwaitStep(process);
                    SpinWait.SpinUntil(() => Unfinished(killed) || cancellation.IsCancellationRequested);
                    break;
                default: // Within some steps.
                    AwaitStep(process);
                    Wait(random.NextDouble() * 60, cancellation);
                    break;
            }

            process.Kill();
            process.WaitForExit();
            unfinished += Unfinished(killed) ? 1 : 0;
            during += Newest(killed) > newest ? 1 : 0;
        }

        Complete(killed, cancellation);
        TestContext.Out.WriteLine(
            $"{Kills} kills, {unfinished} of them while a checkpoint was being written, {during} after at least one new checkpoint");
        Assert.That(Hash(killed, "encoder.onnx"), Is.EqualTo(Hash(whole, "encoder.onnx")), "weights");
        var last = Path.GetFileName(Directory.EnumerateFiles(whole, "*.msmclr").Max())!;
        Assert.That(Hash(killed, last), Is.EqualTo(Hash(whole, last)), "weights of both encoders, queue, moments and position");
        Assert.That(Directory.EnumerateFiles(killed, "*.tmp"), Is.Empty, "nothing unfinished is left");
        Assert.That(Deterministic(killed), Is.EqualTo(Deterministic(whole)), "history.csv");
        Assert.That(unfinished, Is.GreaterThan(0), "some were killed while they wrote");
        Assert.That(during, Is.GreaterThan(Kills / 3), "most processes got somewhere before they were killed");
    }

    private static void Complete(string folder, CancellationToken cancellation)
    {
        using var process = Start(folder);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, errors.Result);
    }

    private static Process Start(string folder)
    {
        string[] arguments = [Program, folder, Epochs.ToString(CultureInfo.InvariantCulture)];
        return Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["OMP_NUM_THREADS"] = "1" },
        })!;
    }

    private static void AwaitStep(Process process)
        => Assert.That(process.StandardOutput.ReadLine(), Is.EqualTo("step"), "the run was over before it was killed: raise Epochs");

    private static bool Unfinished(string folder) => Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.tmp").Any();

    private static void Wait(double milliseconds, CancellationToken cancellation)
        => cancellation.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(milliseconds));

    // The step of the newest checkpoint; -1 where there is none.
    private static long Newest(string folder)
    {
        if (!Directory.Exists(folder))
            return -1;
        var steps = Directory.EnumerateFiles(folder, "*.msmclr").Select(file => Path.GetFileNameWithoutExtension(file)["step-".Length..]);
        return steps.Select(step => long.Parse(step, CultureInfo.InvariantCulture)).DefaultIfEmpty(-1).Max();
    }

    private static string Hash(string folder, string file)
        => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, file))));

    // Without the times.
    private static string[] Deterministic(string folder) => [.. File.ReadAllLines(Path.Combine(folder, "history.csv"))
        .Select(line => string.Join(',', line.Split(',').Where((_, column) => column is not (4 or 5))))];
}
