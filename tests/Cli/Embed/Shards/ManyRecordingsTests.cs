using System.Diagnostics;
using System.Globalization;

namespace MsMclr.MLNet.Tests;

/// <summary>A hundred thousand recordings, as on a cluster.</summary>
[Explicit("Writes a gigabyte and takes about five minutes; docs/embedding-many.md has the command and its figures.")]
[Platform("Linux", Reason = "Memory is read from /proc.")]
public class ManyRecordingsTests
{
    private const int Recordings = 100_000;
    private const int Shards = 4;
    private const StringSplitOptions Rest = StringSplitOptions.RemoveEmptyEntries;
    private static readonly char[] Blank = [' ', '\t'];

    [Test]
    public void Four_shards_of_which_two_are_killed_are_every_recording_once_in_flat_memory_and_equal_to_a_single_pass()
    {
        using var folder = new TemporaryFolder();
        var recordings = folder.File("recordings");
        ShardedFolder.Record(recordings, Recordings, frames: 6);
        var divided = new ShardedFolder(recordings, folder.File("divided"));
        var single = new ShardedFolder(recordings, folder.File("single"));

        foreach (var killed in new[] { 1, 3 })
            Kill(divided, TimeSpan.FromSeconds(8), "--shard", $"{killed}/{Shards}");
        var watch = Stopwatch.StartNew();
        var peaks = Enumerable.Range(0, Shards).Select(shard => Watched(divided, "--shard", $"{shard}/{Shards}")).ToList();
        TestContext.Out.WriteLine($"four shards, one after the other: {watch.Elapsed}");
        watch.Restart();
        peaks.Add(Watched(single, "--shards", "1"));
        TestContext.Out.WriteLine($"a single pass: {watch.Elapsed}");

        var rows = ShardedFolder.Rows(divided.Output);
        Assert.That(rows.Select(row => row.Name).Distinct().Count(), Is.EqualTo(Recordings));
        Assert.That(rows, Has.Length.EqualTo(Recordings));
        foreach (var (one, other) in rows.Zip(ShardedFolder.Rows(single.Output)))
        {
            if (one.Name != other.Name || one.Label != other.Label || !one.Features.AsSpan().SequenceEqual(other.Features))
                Assert.Fail($"{one.Name} differs from {other.Name}");
        }

        TestContext.Out.WriteLine($"{single.Parts.Sum(part => new FileInfo(part).Length) / Recordings} bytes a clip");
        Assert.That(peaks[^1], Is.LessThan(1.3 * peaks[0]), "a single pass of four times as many clips");
    }

    private static void Kill(ShardedFolder folder, TimeSpan after, params string[] arguments)
    {
        using var process = Start(folder, arguments);
        Thread.Sleep(after);
        process.Kill();
        process.WaitForExit();
        TestContext.Out.WriteLine($"killed after {after.TotalSeconds} s: {string.Join(' ', arguments)}, exit code {process.ExitCode}");
    }

    /// <summary>Runs a process to its end.</summary>
    /// <returns>The most memory that it had, in bytes.</returns>
    private static long Watched(ShardedFolder folder, params string[] arguments)
    {
        using var process = Start(folder, arguments);
        var samples = new List<long>();
        while (!process.WaitForExit(TimeSpan.FromSeconds(1)))
            samples.Add(Memory(process.Id));
        Assert.That(process.ExitCode, Is.Zero);
        var half = samples.Skip(samples.Count / 4).Take(samples.Count / 4).DefaultIfEmpty().Max() >> 20;
        var end = samples.Skip(3 * samples.Count / 4).DefaultIfEmpty().Max() >> 20;
        TestContext.Out.WriteLine($"{string.Join(' ', arguments)}: {half} MiB in the second quarter, {end} MiB in the last");
        return samples.Max();
    }

    private static Process Start(ShardedFolder folder, string[] arguments)
    {
        var process = Tool.Start(folder.Arguments(arguments));
        _ = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        return process;
    }

    private static long Memory(int process)
    {
        try
        {
            var lines = File.ReadLines($"/proc/{process}/status");
            var words = lines.FirstOrDefault(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))?.Split(Blank, Rest) ?? [];
            return words.Length < 2 ? 0 : 1024 * long.Parse(words[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
