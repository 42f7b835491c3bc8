using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Fuzzing;

namespace MsMclr.MLNet.Tests;

public class SkeletonLoaderTests
{
    private const string JsonFrames = """{"frames": [[[[1, 2, 3], [4, 5, 6], [7, 8, 9]]]]}""";

    private static ISkeletonFormat Format => SkeletonFormat.NtuRgbd;

    [Test]
    public void Rows_come_in_the_order_of_names_and_again_in_a_second_pass()
    {
        using var folder = Folder(40);
        var view = Read.View(folder.Path, Format);
        var first = Read.All(view);
        Assert.That(first.Select(row => row.Name), Is.EqualTo(Enumerable.Range(1, 40).Select(Name)));
        Assert.That(Read.All(view).Select(row => row.Clip), Is.EqualTo(first.Select(row => row.Clip)));
        Assert.That(first.Select(row => row.Clip.Length / 150), Is.EqualTo(Enumerable.Range(1, 40).Select(i => 1 + (i % 7))));
    }

    [Test]
    public void A_shuffled_pass_has_the_same_rows_and_its_seed_repeats_it()
    {
        using var folder = Folder(40);
        var view = Read.View(folder.Path, Format);
        var shuffled = Read.All(view, new Random(5)).Select(row => row.Name).ToList();
        Assert.That(shuffled, Is.Not.Ordered.And.EquivalentTo(Enumerable.Range(1, 40).Select(Name)));
        Assert.That(Read.All(view, new Random(5)).Select(row => row.Name), Is.EqualTo(shuffled));
        Assert.That(Read.All(Read.Context.Data.ShuffleRows(view, seed: 3)), Has.Count.EqualTo(40));
    }

    [Test]
    public void A_pass_without_frames_opens_no_file()
    {
        using var folder = Folder(3);
        var source = new CountingSource(Directory.GetFiles(folder.Path));
        var view = Read.Context.Data.CreateSkeletonLoader(Format).Load(source);
        Assert.That(view.GetColumn<uint>("Subject").Count(), Is.EqualTo(3));
        Assert.That(source.Opened, Is.Empty);
        _ = Read.All(view);
        Assert.That(source.Opened, Is.Unique.And.Count.EqualTo(3), "each file once in a pass");
    }

    [Test]
    public void Files_outside_a_split_are_never_opened()
    {
        using var folder = Folder(12);
        var source = new CountingSource(Directory.GetFiles(folder.Path));
        var rows = Read.All(Read.Context.Data.CreateSkeletonLoader(Format, SkeletonProtocol.LeaveSubjectsOut(3).Test).Load(source));
        Assert.That(rows.Select(row => row.Name), Is.EqualTo(new[] { Name(3) }));
        Assert.That(source.Opened, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_cursor_disposed_half_way_frees_its_files()
    {
        var folder = Folder(30);
        var source = new CountingSource(Directory.GetFiles(folder.Path));
        var view = Read.Context.Data.CreateSkeletonLoader(Format).Load(source);
        using (var cursor = view.GetRowCursor(view.Schema))
        {
            cursor.MoveNext();
            cursor.MoveNext();
        }

        Assert.That(source.StillOpen, Is.Zero);
        Assert.That(source.Opened, Has.Count.LessThan(30));
        folder.Dispose();
    }

    [Test]
    public void Skip_leaves_bad_files_out_reports_each_and_their_number()
    {
        using var folder = Folder(5);
        folder.Write(Name(2) + ".skeleton", "1\n1\n");
        folder.Write(Name(4) + ".skeleton", "nonsense");
        var context = new MLContext(1);
        var log = new List<string>();
        context.Log += (_, e) => log.Add(e.Message);
        var skipped = new List<SkeletonFileException>();
        var view = context.Data.LoadFromSkeletonFiles(folder.Path, new SkeletonLoader.Options
        {
            Format = Format,
            OnBadFile = OnBadFile.Skip,
            OnSkipped = skipped.Add,
        });
        Assert.That(view.GetRowCount(), Is.Null);
        Assert.That(Read.All(view).Select(row => row.Name), Is.EqualTo(new[] { Name(1), Name(3), Name(5) }));
        Assert.That(
            skipped.Select(bad => (Path.GetFileName(bad.File), bad.Line)),
            Is.EqualTo(new[] { (Name(2) + ".skeleton", 3L), (Name(4) + ".skeleton", 1L) }));
        Assert.That(log, Has.Some.Contains("Skipped 2 clips or files").And.Some.Contains(Name(4)));
        Assert.That(view.GetColumn<uint>("Label").Count(), Is.EqualTo(3), "the same rows whatever the columns");
    }

    [Test]
    public void Cancellation_stops_a_pass()
    {
        using var folder = Folder(20);
        using var stop = new CancellationTokenSource();
        var view = Read.View(folder.Path, new SkeletonLoader.Options { Format = Format, CancellationToken = stop.Token });
        using var cursor = view.GetRowCursor(view.Schema);
        Assert.That(cursor.MoveNext());
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => cursor.MoveNext());
    }

    [Test]
    public void Nothing_to_load_is_an_exception_that_says_so()
    {
        using var folder = new TemporaryFolder();
        string Message(Action action) => Assert.Throws<ArgumentException>(() => action())!.Message;
        Assert.That(Message(() => Read.View(folder.Path, Format)), Does.Contain(folder.Path).And.Contain("no file"));
        Assert.That(Message(() => Read.View(folder.Path + "/no", Format)), Does.Contain("no file and no folder"));
        Assert.That(Message(() => Read.View(folder.Path, new SkeletonLoader.Options())), Does.Contain("Format"));
        var options = new SkeletonLoader.Options { Format = Format };
        Assert.That(Message(() => Read.Context.Data.LoadFromSkeletonFiles([], options)), Does.Contain("No path"));
    }

    [Test]
    public void A_model_is_not_saved_with_a_loader()
    {
        using var folder = new TemporaryFolder();
        var model = Read.Context.Transforms.CopyColumns("a", "Name").Fit(Read.Context.Data.LoadSyntheticSkeletons());
        IDataLoader<IMultiStreamSource> loader = Read.Context.Data.CreateSkeletonLoader(Format);
        Assert.Throws<NotSupportedException>(() => Read.Context.Model.Save(model, loader, Path.Combine(folder.Path, "m.zip")));
    }

    [Test]
    public void Folders_files_patterns_and_subfolders_are_found()
    {
        using var folder = Folder(3);
        folder.Write("below/" + Name(9) + ".skeleton", NtuText.Small());
        folder.Write("notes.txt", "not a recording");
        Assert.That(Count(folder.Path), Is.EqualTo(3));
        Assert.That(Count(folder.Path, below: true), Is.EqualTo(4));
        Assert.That(Count(Path.Combine(folder.Path, "*A00[23].skeleton").Replace("[23]", "?")), Is.EqualTo(3));
        Assert.That(Count(Path.Combine(folder.Path, Name(2) + ".skeleton")), Is.EqualTo(1));

        int Count(string path, bool below = false)
            => Read.All(Read.View(path, new SkeletonLoader.Options { Format = Format, SearchSubfolders = below })).Count;
    }

    [Test]
    public void More_bodies_fewer_bodies_and_tracked_bodies()
    {
        using var folder = new TemporaryFolder();
        var still = Body(1);
        (ulong, float[])[][] frames = [[(7, still), (8, Body(2))], [(8, Body(12))], [(8, Body(22)), (7, still), (9, Body(3))]];
        var path = folder.Write("a.skeleton", NtuText.Write(frames));
        Assert.That(Firsts(2, BodyOrder.File), Is.EqualTo(new float[] { 1, 2, 12, 0, 22, 1 }));
        Assert.That(Firsts(2, BodyOrder.MostActive), Is.EqualTo(new float[] { 2, 1, 12, 0, 22, 1 }));
        Assert.That(Firsts(1, BodyOrder.MostActive), Is.EqualTo(new float[] { 2, 12, 22 }));
        Assert.That(Firsts(3, BodyOrder.File), Is.EqualTo(new float[] { 1, 2, 0, 12, 0, 0, 22, 1, 3 }));

        float[] Firsts(int bodies, BodyOrder order)
        {
            var options = new SkeletonLoader.Options { Format = Format, Bodies = bodies, BodyOrder = order };
            return [.. Read.All(Read.View(path, options)).Single().Clip.Chunk(75).Select(body => body[0])];
        }

        static float[] Body(float value) => [.. Enumerable.Repeat(value, 75)];
    }

    [Test]
    public void A_list_of_missing_skeletons_leaves_its_samples_out()
    {
        using var folder = Folder(4);
        const string prose = "3 of the captured samples are missing.\nPlease ignore these files.\n\n";
        var list = folder.Write("missing.txt", $"{prose}{Name(1)}\n{Name(3)}.skeleton\r\n");
        var options = new SkeletonLoader.Options { Format = Format, MissingSkeletonsFile = list };
        Assert.That(Read.View(folder.Path, options).GetColumn<string>("Name"), Is.EqualTo(new[] { Name(2), Name(4) }));
        options.MissingSkeletonsFile = "nowhere.txt";
        Assert.Throws<SkeletonFileException>(() => Read.View(folder.Path, options));
    }

    [Test]
    public void An_exception_that_is_no_fault_of_a_file_comes_out_as_it_is_and_frees_everything()
    {
        using var folder = Folder(8);
        var view = Read.View(folder.Path, new Broken());
        for (var pass = 0; pass < 2; pass++)
            Assert.Throws<DivideByZeroException>(() => Read.All(view));
    }

    [Test]
    public void Names_have_the_folders_that_they_are_asked_to_have()
    {
        using var folder = new TemporaryFolder();
        folder.Write($"anna/wave/{Name(1)}.skeleton", NtuText.Small());
        folder.Write($"anna/{Name(2)}.skeleton", NtuText.Small());
        folder.Write($"{Name(3)}.skeleton", NtuText.Small());
        var options = new SkeletonLoader.Options { Format = Format, SearchSubfolders = true, NamesWithFolders = true };
        string[] expected = [Name(3), $"anna/{Name(2)}", $"anna/wave/{Name(1)}"];
        foreach (var path in new[] { folder.Path, folder.Path + "/", Path.Combine(folder.Path, "*.skeleton") })
        {
            var view = Read.View(path, options);
            Assert.That(view.GetColumn<string>("Name"), Is.EqualTo(expected), "without the frames");
            Assert.That(Read.All(view).Select(row => row.Name), Is.EqualTo(expected), "with the frames");
            Assert.That(Read.All(view).Select(row => row.Label), Is.EqualTo(new[] { 3u, 2u, 1u }), "what the file's name tells is told");
        }

        options.MissingSkeletonsFile = folder.Write("list.txt", Name(1));
        Assert.That(Read.All(Read.View(folder.Path, options)).Select(row => row.Name), Is.EqualTo(expected[..2]));
        options.MissingSkeletonsFile = null;
        options.NamesWithFolders = false;
        Assert.That(Read.All(Read.View(folder.Path, options)).Select(row => row.Name), Is.EqualTo(new[] { Name(3), Name(2), Name(1) }));
    }

    [Test]
    public void A_pattern_reads_from_names_what_the_format_does_not_know()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "person3/wave/01", "person3/clap/01", "person4/wave/02" })
            folder.Write(name + ".json", JsonFrames);
        var options = new SkeletonLoader.Options
        {
            Format = SkeletonFormat.JsonFrames(FuzzSamples.Three),
            SearchSubfolders = true,
            NamesWithFolders = true,
            NamePattern = new ClipNamePattern(@"person(?<subject>\d+)/(?<action>\w+)/(?<replication>\d+)$", ["clap", "wave"]),
        };
        var view = Read.View(folder.Path, options);
        Assert.That(view.Schema.Select(column => column.Name), Is.EqualTo(new[] { "Clip", "Label", "Name", "Subject", "Replication" }));
        Assert.That(((KeyDataViewType)view.Schema["Label"].Type).Count, Is.EqualTo(2));
        Assert.That(view.GetColumn<uint>("Subject"), Is.EqualTo(new[] { 3u, 3u, 4u }));
        Assert.That(view.GetColumn<uint>("Replication"), Is.EqualTo(new[] { 1u, 1u, 2u }));
        Assert.That(Read.All(view).Select(row => row.Label), Is.EqualTo(new[] { 1u, 2u, 2u }));
        options.Split = SkeletonProtocol.LeaveSubjectsOut(4).Test;
        Assert.That(Read.All(Read.View(folder.Path, options)).Single().Name, Is.EqualTo("person4/wave/02"));
    }

    [Test]
    public void A_name_that_the_pattern_does_not_fit_is_a_bad_file()
    {
        using var folder = new TemporaryFolder();
        folder.Write("s1.json", JsonFrames);
        var stranger = folder.Write("calibration.json", JsonFrames);
        var skipped = new List<SkeletonFileException>();
        var options = new SkeletonLoader.Options
        {
            Format = SkeletonFormat.JsonFrames(FuzzSamples.Three),
            NamePattern = new ClipNamePattern(@"^s(?<subject>\d+)$"),
            OnSkipped = skipped.Add,
        };
        var exception = Assert.Throws<SkeletonFileException>(() => Read.View(folder.Path, options))!;
        Assert.That((exception.File, exception.Line), Is.EqualTo((stranger, 0L)));
        Assert.That(exception.Reason, Does.Contain("does not fit the clip's name 'calibration'"));
        options.OnBadFile = OnBadFile.Skip;
        Assert.That(Read.All(Read.View(folder.Path, options)).Select(row => row.Name), Is.EqualTo(new[] { "s1" }));
        Assert.That(skipped.Select(bad => bad.File), Is.EqualTo(new[] { stranger }));
    }

    [Test]
    public void Clips_are_converted_to_another_layout_on_the_way()
    {
        using var folder = Folder(1);
        var options = new SkeletonLoader.Options { Format = Format, Layout = SkeletonLayout.KinectV1 };
        var view = Read.View(folder.Path, options);
        Assert.That(view.Schema["Clip"].GetSkeletonLayout(), Is.SameAs(SkeletonLayout.KinectV1));
        var from = Read.Files(folder.Path, Format).Single().Clip;
        var to = Read.All(view).Single().Clip;
        Assert.That(to, Has.Length.EqualTo(from.Length / 25 * 20));
        Assert.That(to[6..9], Is.EqualTo(from[60..63]), "shoulder center is joint 3 there and joint 21 here");
        options.Layout = SkeletonLayout.Coco17;
        Assert.Throws<ArgumentException>(() => Read.Context.Data.CreateSkeletonLoader(options));
    }

    [Test]
    public void A_file_of_many_clips_streams_in_order_and_stops_half_way()
    {
        using var folder = new TemporaryFolder();
        var values = Enumerable.Range(0, 500 * 18).Select(i => 1f + (i / 18)).ToArray();
        var path = folder.Write("a.npy", NpyFormatTests.Array("f4", [500, 3, 1, 3, 2], values));
        var view = Read.View(path, NpyFormatTests.Format());
        Assert.That(Read.All(view).Select(row => row.Clip[0]), Is.EqualTo(Enumerable.Range(1, 500)));
        using (var cursor = view.GetRowCursor(view.Schema))
        {
            for (var i = 0; i < 100; i++)
                Assert.That(cursor.MoveNext());
        }

        File.Delete(path);
    }

    [Test]
    public void A_value_of_the_wrong_type_or_an_inactive_column_is_refused()
    {
        using var folder = Folder(1);
        var view = Read.View(folder.Path, Format);
        using var cursor = view.GetRowCursor([view.Schema["Clip"]]);
        Assert.That(cursor.IsColumnActive(view.Schema["Label"]), Is.False);
        Assert.Throws<ArgumentOutOfRangeException>(() => cursor.GetGetter<uint>(view.Schema["Label"]));
        Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<float>(view.Schema["Clip"]));
        var getClip = cursor.GetGetter<VBuffer<float>>(view.Schema["Clip"]);
        VBuffer<float> clip = default;
        Assert.Throws<InvalidOperationException>(() => getClip(ref clip));
    }

    [Test, Explicit("Writes and reads 100,000 files: half a minute.")]
    public void A_hundred_thousand_files_stream_in_memory_that_does_not_grow_with_them()
    {
        using var folder = new TemporaryFolder();
        var text = NtuText.Small(2);
        Parallel.For(0, 100_000, i => folder.Write($"S{i / 1000:000}C001P{i % 1000:000}R001A001.skeleton", text));
        var watch = Stopwatch.StartNew();
        var view = Read.View(folder.Path, Format);
        var listed = watch.Elapsed;
        var peak = 0L;
        var rows = 0;
        using (var cursor = view.GetRowCursor([view.Schema["Clip"]]))
        {
            var start = GC.GetTotalMemory(forceFullCollection: true);
            for (; cursor.MoveNext(); rows++)
            {
                if (rows % 20_000 == 19_999)
                    peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true) - start);
            }
        }

        var read = watch.Elapsed - listed;
        TestContext.Out.WriteLine($"{rows} files: listed in {listed.TotalSeconds:f2} s, read in {read.TotalSeconds:f2} s");
        TestContext.Out.WriteLine($"live memory grew by {peak / 1024} KiB while reading");
        Assert.That(rows, Is.EqualTo(100_000));
        Assert.That(peak, Is.LessThan(4 << 20));
    }

    private static string Name(int i) => $"S001C001P{i:000}R001A{i:000}";

    private static TemporaryFolder Folder(int files)
    {
        var folder = new TemporaryFolder();
        for (var i = 1; i <= files; i++)
            folder.Write(Name(i) + ".skeleton", NtuText.Small(1 + (i % 7)));
        return folder;
    }

    private sealed class Broken : ISkeletonFormat
    {
        public string Name => "broken";

        public SkeletonLayout Layout => SkeletonLayout.NtuRgbd;

        public bool Accepts(string fileName) => true;

        public ClipInfo? Describe(string name) => null;

        public IEnumerable<ClipInfo> Read(SkeletonFile file, SkeletonClipBuilder clip) => throw new DivideByZeroException();
    }

    private sealed class CountingSource(string[] paths) : IMultiStreamSource
    {
        private int _open;

        public System.Collections.Concurrent.ConcurrentBag<int> Opened { get; } = [];

        public int StillOpen => _open;

        public int Count => paths.Length;

        public string GetPathOrNull(int index) => paths[index];

        public Stream Open(int index)
        {
            Opened.Add(index);
            Interlocked.Increment(ref _open);
            return new Counted(this, File.ReadAllBytes(paths[index]));
        }

        public TextReader OpenTextReader(int index) => throw new NotSupportedException();

        private sealed class Counted(CountingSource source, byte[] bytes) : MemoryStream(bytes)
        {
            protected override void Dispose(bool disposing)
            {
                Interlocked.Decrement(ref source._open);
                base.Dispose(disposing);
            }
        }
    }
}
