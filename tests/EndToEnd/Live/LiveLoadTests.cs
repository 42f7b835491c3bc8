using System.Diagnostics;

namespace MsMclr.MLNet.Tests;

/// <summary>How much a recognizer can take. docs/live.md has the figures.</summary>
[Explicit("Minutes. Measures, and prints figures for docs/live.md: dotnet test -c Release tests/EndToEnd --filter Name~LiveLoad.")]
public class LiveLoadTests
{
    private const int FrameRate = 30;

    [Test]
    public void LiveLoad_thirty_people_on_one_core([Values(16, 50)] int framesOfEncoder)
    {
        // The encoder at its full size. What it learned does not change how long it takes.
        using var model = new LiveModel(new MsMclrTrainer.Options { Epochs = 0 }, framesOfEncoder);
        using var recognizer = new ActionRecognizer(model.Scorer);
        var frames = Crowd(people: 30, seconds: 30);
        foreach (var frame in frames.Take(90))
            recognizer.Push(frame);
        recognizer.Complete();

        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var windows = 0;
        var longest = TimeSpan.Zero;
        foreach (var frame in frames)
        {
            var begun = watch.Elapsed;
            windows += recognizer.Push(frame).Count(told => told.Kind == RecognitionKind.Window);
            var took = watch.Elapsed - begun;
            longest = took > longest ? took : longest;
        }

        var seconds = watch.Elapsed.TotalSeconds;
        process.Refresh();
        var busy = (process.TotalProcessorTime - cpu).TotalSeconds;
        var recorded = frames.Count / (double)FrameRate;
        TestContext.Out.WriteLine(FormattableString.Invariant(
            $"encoder of {framesOfEncoder} frames, 30 people, {recorded:f0} s of stream"));
        TestContext.Out.WriteLine(FormattableString.Invariant(
            $"{windows} windows in {seconds:f1} s, {busy:f1} s of processor time"));
        TestContext.Out.WriteLine(FormattableString.Invariant(
            $"stream / processor time: {recorded / busy:f2}; {1_000 * busy / windows:f1} ms a window"));
        TestContext.Out.WriteLine(FormattableString.Invariant($"longest frame: {longest.TotalMilliseconds:f0} ms"));
        Assert.That(recorded / busy, Is.GreaterThan(0.2));
    }

    [Test]
    public void LiveLoad_memory_stays_flat_for_an_hour()
    {
        using var model = new LiveModel();
        using var recognizer = new ActionRecognizer(model.Scorer);
        const int Hour = 60 * 60 * FrameRate;
        var frames = LiveModel.Frames(recordings: 3, actions: 4);
        var told = 0L;
        var watch = Stopwatch.StartNew();
        List<(long Managed, long Process)> memory = [];
        for (var frame = 0; frame < Hour; frame++)
        {
            // People come back under new ids each time round.
            var round = (ulong)(frame / frames.Count);
            var bodies = frames[frame % frames.Count].Bodies;
            told += recognizer.Push(new SkeletonFrame([.. bodies.Select(body => body with { Id = body.Id + (100 * round) })])).Count;
            if ((frame + 1) % (Hour / 12) == 0)
                memory.Add(Memory());
        }

        foreach (var (managed, process) in memory)
        {
            const double MiB = 1 << 20;
            TestContext.Out.WriteLine(FormattableString.Invariant($"managed {managed / MiB:f1} MiB, process {process / MiB:f0} MiB"));
        }

        TestContext.Out.WriteLine(FormattableString.Invariant($"{Hour} frames, {told} recognitions, {watch.Elapsed.TotalSeconds:f0} s"));
        // The first twelfth warms up.
        Assert.That(memory[^1].Managed - memory[1].Managed, Is.LessThan(2 << 20));
        Assert.That(memory[^1].Process - memory[1].Process, Is.LessThan(32 << 20));
    }

    private static (long Managed, long Process) Memory()
    {
        var managed = GC.GetTotalMemory(forceFullCollection: true);
        using var process = Process.GetCurrentProcess();
        return (managed, process.WorkingSet64);
    }

    private static List<SkeletonFrame> Crowd(int people, int seconds)
    {
        var someone = LiveModel.Frames(recordings: 1, actions: 12)
            .SelectMany(frame => frame.Bodies.Where(body => body.Id == 1).Select(body => body.Values.ToArray()))
            .ToList();
        List<SkeletonFrame> frames = [];
        for (var frame = 0; frame < seconds * FrameRate; frame++)
        {
            // Each does the same, at another time and place. No ids: they are followed by distance.
            var bodies = Enumerable.Range(0, people).Select(person =>
            {
                var body = someone[(frame + (17 * person)) % someone.Count].ToArray();
                for (var joint = 0; joint < body.Length; joint += 3)
                    body[joint] += 3 * person;
                return new SkeletonBody(body);
            });
            frames.Add(new SkeletonFrame([.. bodies]));
        }

        return frames;
    }
}
