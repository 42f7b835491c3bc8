using System.Diagnostics;
using CsCheck;
using Microsoft.ML;
using MsMclr.MLNet.Trainers.Training.Clips;

namespace MsMclr.MLNet.Tests;

public class ClipStoreTests
{
    private static readonly MLContext Context = new(1);

    [Test]
    public void Clips_are_the_same_from_memory_and_from_a_file_at_every_limit()
    {
        using var folder = new TemporaryFolder();
        var view = PreparedClips.View(Context, 12);
        var expected = Enumerable.Range(0, 12).Select(i => PreparedClips.Clip(i, PreparedClips.Shape, false)).ToArray();
        for (var clips = 0; clips <= 12; clips++)
        {
            var bytes = clips * PreparedClips.Shape.Length * sizeof(float);
            using var store = Read(view, new(bytes, folder.Path, HalfPrecision: false));
            Assert.That(Enumerable.Range(0, 12).Select(i => Clip(store, i)), Is.EqualTo(expected), $"{clips} in memory");
        }
    }

    [Test]
    public void Half_precision_keeps_three_digits_and_half_the_bytes([Values] bool file)
    {
        using var folder = new TemporaryFolder();
        using var store = Read(PreparedClips.View(Context, 12), new(file ? 1 : long.MaxValue, folder.Path, HalfPrecision: true));
        for (var i = 0; i < 12; i++)
            GoldenData.AssertClose(PreparedClips.Clip(i, PreparedClips.Shape, false), Clip(store, i), 1e-7, 1.0 / 2048, "half precision");
    }

    [Test]
    public void The_hash_is_of_the_content_and_not_of_where_it_lies()
    {
        using var folder = new TemporaryFolder();
        using var memory = Read(PreparedClips.View(Context, 12), ClipStoreLimits.None);
        using var file = Read(PreparedClips.View(Context, 12), new(1, folder.Path, HalfPrecision: false));
        using var other = Read(PreparedClips.View(Context, 11), ClipStoreLimits.None);
        Assert.That(file.ContentHash, Is.EqualTo(memory.ContentHash));
        Assert.That(other.ContentHash, Is.Not.EqualTo(memory.ContentHash));
    }

    [Test]
    public void The_file_has_no_name_that_a_killed_process_could_leave_behind()
    {
        using var folder = new TemporaryFolder();
        using var store = Read(PreparedClips.View(Context, 12), new(1, folder.Path, HalfPrecision: false));
        if (!OperatingSystem.IsWindows())
            Assert.That(Directory.EnumerateFiles(folder.Path), Is.Empty, "while it is used");
        store.Dispose();
        Assert.That(Directory.EnumerateFiles(folder.Path), Is.Empty);
    }

    [Test]
    public void Many_threads_read_what_one_reads()
    {
        using var folder = new TemporaryFolder();
        using var store = Read(PreparedClips.View(Context, 12), new(1, folder.Path, HalfPrecision: true));
        var expected = Enumerable.Range(0, 12).Select(i => Clip(store, i)).ToArray();
        Gen.Int[0, 11].Sample(i => Clip(store, i).AsSpan().SequenceEqual(expected[i]), iter: 2000, threads: 4);
    }

    [Test]
    public void A_canceled_reading_stops_while_clips_move_to_the_file_and_leaves_none()
    {
        using var folder = new TemporaryFolder();
        using var cancel = new CancellationTokenSource();
        var view = PreparedClips.View(Context, 12);
        var limits = new ClipStoreLimits(10 * PreparedClips.Shape.Length * sizeof(float), folder.Path, HalfPrecision: false);
        void CancelWhenMoving(string message) => cancel.Cancel();
        Assert.That(
            () => ClipStore.Read(view, view.Schema["Skeleton"], limits, new(cancel.Token), log: CancelWhenMoving),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Directory.EnumerateFiles(folder.Path), Is.Empty);
    }

    [Test]
    public void A_full_disk_is_told_with_the_options_that_help()
    {
        if (!File.Exists("/dev/full"))
            Assert.Ignore("There is no /dev/full.");
        var file = File.OpenHandle("/dev/full", FileMode.Open, FileAccess.ReadWrite);
        using var clips = new ClipsInFile(file, new(1, "/cache", HalfPrecision: false), 8);
        var told = Throws.InstanceOf<IOException>()
            .With.Message.Contains("/cache").And.Message.Contains("CacheDirectory").And.Message.Contains("HalfPrecisionStore");
        Assert.That(() => clips.Add(new byte[8]), told);
    }

    [Test]
    public void A_folder_that_cannot_be_made_is_told_with_the_option()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("file"), "");
        var limits = new ClipStoreLimits(1, folder.File("file"), HalfPrecision: false);
        var told = Throws.InstanceOf<IOException>().With.Message.Contains("CacheDirectory");
        Assert.That(() => Read(PreparedClips.View(Context, 12), limits), told);
    }

    [Test]
    public void A_coordinate_that_half_precision_cannot_hold_is_told_with_the_option()
    {
        static PreparedClips.Row Row(int clip) => new() { Skeleton = PreparedClips.Clip(clip, PreparedClips.Shape, false) };
        var clips = Enumerable.Range(0, 3).Select(Row).ToArray();
        clips[2].Skeleton[9] = 70_000;
        var view = Context.Data.LoadFromEnumerable(clips, PreparedClips.Definition());
        var told = Throws.InstanceOf<FormatException>()
            .With.Message.Contains("row 2: value 9 is 70000").And.Message.Contains("HalfPrecisionStore");
        Assert.That(() => Read(view, ClipStoreLimits.None with { HalfPrecision = true }), told);
        Assert.That(() => Read(view, ClipStoreLimits.None).Dispose(), Throws.Nothing);
    }

    [TestCase(64L << 20, false)]
    [TestCase(64L << 20, true)]
    [TestCase(8L << 30, false)]
    [Explicit("Half a minute each: as many clips as NTU RGB+D 120 has, of 8 frames, and some steps of training on them")]
    public void As_many_clips_as_ntu_120_has_train_with_bounded_memory(long inMemory, bool half)
    {
        const int Clips = 114_480;
        const int Steps = 20;
        var shape = new ClipShape(3, 8, 25, 2);
        PreparedClips.Row Row(int clip) => new() { Skeleton = PreparedClips.Clip(clip % 64, shape, secondBody: clip % 4 == 0) };
        var view = Context.Data.LoadFromEnumerable(Enumerable.Range(0, Clips).Select(Row), PreparedClips.Definition(shape));
        using var folder = new TemporaryFolder();
        var options = PreparedClips.Options(epochs: 1);
        options.Recipe = options.Recipe with { QueueSize = 1024 };
        options.MaxStoreBytes = inMemory;
        options.CacheDirectory = folder.Path;
        options.HalfPrecisionStore = half;
        Train(PreparedClips.View(Context, 64, shape: shape), 20); // Libraries are loaded, pools are filled.
        var before = Resident();
        var resident = new List<long>();
        var reading = Train(view, Steps, () => resident.Add(Resident()));
        var size = (long)Clips * shape.Length * (half ? 2 : 4);
        TestContext.Out.WriteLine(
            $"{Clips} clips, {size >> 20} MiB, at most {inMemory >> 20} of them in memory: read in {reading.TotalSeconds:f1} s; "
            + $"resident {before >> 20} MiB before, {resident[0] >> 20} after reading, {resident.Max() >> 20} at most in {Steps} steps");
        var margin = 96L << 20; // What the garbage collector leaves.
        Assert.That(resident.Max() - before, Is.LessThan(Math.Min(inMemory, size) + margin), "the clips in memory, and a margin");

        TimeSpan Train(IDataView clips, int steps, Action? step = null)
        {
            using var cancel = new CancellationTokenSource();
            var done = 0;
            var first = TimeSpan.Zero;
            var started = Stopwatch.StartNew();
            options.CancellationToken = cancel.Token;
            options.Epochs = 10;
            options.Progress = new Reports<MsMclrProgress>(_ =>
            {
                first = done == 0 ? started.Elapsed : first;
                step?.Invoke();
                if (++done == steps)
                    cancel.Cancel();
            });
            var trainer = Context.SelfSupervised.Trainers.MsMclr(options);
            Assert.That(() => trainer.Fit(clips), Throws.InstanceOf<OperationCanceledException>());
            return first;
        }
    }

    private static long Resident()
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    private static ClipStore Read(IDataView view, ClipStoreLimits limits) => ClipStore.Read(view, view.Schema["Skeleton"], limits, default);

    private static float[] Clip(ClipStore store, int index)
    {
        var clip = new float[store.Shape.Length];
        store.CopyTo(index, clip);
        return clip;
    }
}
