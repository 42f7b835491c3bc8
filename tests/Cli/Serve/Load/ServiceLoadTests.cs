using System.Diagnostics;
using System.Globalization;

namespace MsMclr.MLNet.Tests;

/// <summary>What docs/reliability.md says of the service under load and in little memory.</summary>
[Explicit("Measurements, some minutes. MSMCLR_MODEL names the model to measure with; without it, the tests' tiny one.")]
[Platform("Linux")]
public class ServiceLoadTests
{
    private const int Clients = 16;
    private const int Silent = 512;
    private const int HealthLoops = 64;

    private static readonly string[] Model = ["--model", Environment.GetEnvironmentVariable("MSMCLR_MODEL") ?? TinyModel.File];
    private static readonly byte[][] Clips = [.. TinyModel.Clips.Take(16).Select(RunningService.JsonOf)];

    [Test]
    public async Task Silent_clients_and_health_loops_do_not_hold_scoring_up()
    {
        await using var service = await ServiceProcess.Start(0, Model);
        var expected = await Answers(service);
        await Score(service, expected, rounds: 20);
        var alone = new List<double>();
        var beside = new List<double>();
        var checks = 0L;
        for (var round = 0; round < 4; round++)
        {
            alone.AddRange(await Score(service, expected, rounds: 40));
            await using var load = await HealthAndSilence.Start(service.Address, Silent, HealthLoops);
            await Task.Delay(1_000);
            beside.AddRange(await Score(service, expected, rounds: 40));
            checks += load.Checks;
            Assert.That(load.Refused, Is.Zero, "health checks");
        }

        Print("alone", alone);
        Print("beside the load", beside);
        TestContext.Out.WriteLine($"{checks} health checks were answered; load average {LoadAverage()}");
        Assert.That(Percentile(beside, 0.99), Is.LessThanOrEqualTo(2 * Percentile(alone, 0.99)));
    }

    [Test]
    public async Task Memory_is_given_back_within_a_minute_of_a_flood()
    {
        await using var service = await ServiceProcess.Start(0, Model);
        var start = service.Megabytes("VmRSS");
        var expected = await Answers(service);
        await Score(service, expected, rounds: 40);
        await Task.Delay(5_000);
        var before = service.Megabytes("VmRSS");
        var flood = await Flood(service);
        await Task.Delay(TimeSpan.FromSeconds(60));
        var after = service.Megabytes("VmRSS");
        TestContext.Out.WriteLine(FormattableString.Invariant($"resident: {start:f0} MB at the start, {before:f0} before the flood,"));
        TestContext.Out.WriteLine(FormattableString.Invariant($"{flood.Resident:f0} at most, {after:f0} a minute after; {flood.Statuses}"));
        await Score(service, expected, rounds: 1);
        Assert.That(after, Is.LessThanOrEqualTo(1.1 * before));
    }

    // In a container of 192 MB the runtime takes three quarters for its heap. The system ends a process by its anonymous pages: what is
    // mapped from files it can drop.
    [Test]
    public async Task In_little_memory_it_is_busy_and_lives()
    {
        const double Container = 192;
        await using var service = await ServiceProcess.Start((long)(0.75 * Container) << 20, Model);
        var expected = await Answers(service);
        for (var round = 0; round < 3; round++)
        {
            var flood = await Flood(service);
            TestContext.Out.WriteLine(FormattableString.Invariant($"anonymous at most {flood.Anonymous:f0} MB; {flood.Statuses}"));
            Assert.That(flood.Statuses, Does.Contain("503"));
            Assert.That(flood.Anonymous, Is.LessThan(Container));
            Assert.That(service.HasExited, Is.False);
        }

        await Score(service, expected, rounds: 5);
    }

    private static async Task<(string Statuses, double Resident, double Anonymous)> Flood(ServiceProcess service)
    {
        var flood = BodyFlood.Send(service.Address.Port);
        var resident = 0.0;
        var anonymous = 0.0;
        while (!flood.IsCompleted)
        {
            resident = Math.Max(resident, service.Megabytes("VmRSS"));
            anonymous = Math.Max(anonymous, service.Megabytes("RssAnon"));
            await Task.WhenAny(flood, Task.Delay(20));
        }

        var statuses = (await flood).OrderBy(status => status.Key).Select(status => $"{status.Value} x {status.Key}");
        return (string.Join(", ", statuses), resident, anonymous);
    }

    private static async Task<float[][]> Answers(ServiceProcess service)
    {
        var answers = new List<float[]>();
        foreach (var clip in Clips)
            answers.Add((await service.Score(clip))!.Embedding);
        return [.. answers];
    }

    // Every answer is there, and is what it was.
    private static async Task<IReadOnlyList<double>> Score(ServiceProcess service, float[][] expected, int rounds)
    {
        var times = new double[Clips.Length * rounds];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Clients };
        await Parallel.ForEachAsync(Enumerable.Range(0, times.Length), parallel, async (number, _) =>
        {
            var start = Stopwatch.GetTimestamp();
            var answer = await service.Score(Clips[number % Clips.Length]);
            times[number] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            Assert.That(answer?.Embedding, Is.EqualTo(expected[number % Clips.Length]));
        });
        return times;
    }

    private static void Print(string what, List<double> times) => TestContext.Out.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{what}: {times.Count} clips, median {Percentile(times, 0.5):f1} ms, p99 {Percentile(times, 0.99):f1} ms"));

    private static double Percentile(List<double> times, double share) => times.Order().ElementAt((int)(share * (times.Count - 1)));

    private static string LoadAverage() => File.ReadAllText("/proc/loadavg").Trim();
}
