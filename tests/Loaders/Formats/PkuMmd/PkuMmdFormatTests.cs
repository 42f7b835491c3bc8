using System.Globalization;
using CsCheck;
using MsMclr.MLNet.Loaders.Formats.PkuMmd;

namespace MsMclr.MLNet.Tests;

public class PkuMmdFormatTests
{
    [Test]
    public void Intervals_are_cut_whatever_their_order()
    {
        using var folder = new TemporaryFolder();
        var lines = Enumerable.Range(1, 9).Select(frame => Line(frame, frame > 4 ? 100 : 0));
        var recording = folder.Write("skeletons/0002-M.txt", string.Join("\n ", lines) + "\n");
        folder.Write("labels/0002-M.txt", "51,7,9,1\n3,1,2,2\n");
        var clips = Read.Files(recording, SkeletonFormat.PkuMmd(Path.Combine(folder.Path, "labels")));
        Assert.That(clips.Select(clip => (clip.Name, clip.Label)), Is.EqualTo(new[] { ("0002-M_001", 51u), ("0002-M_002", 3u) }));
        Assert.That(clips[0].Clip.Chunk(75).Select(body => body[0]), Is.EqualTo(new float[] { 7, 100, 8, 100, 9, 100 }));
        Assert.That(clips[1].Clip.Chunk(75).Select(body => body[0]), Is.EqualTo(new float[] { 1, 0, 2, 0 }));
        Assert.That(Read.Files(recording, SkeletonFormat.PkuMmd()).Single().Clip, Has.Length.EqualTo(9 * 150));
    }

    [Test]
    public void A_second_body_without_a_first_keeps_its_place()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("0002-L.txt", Line(0, 5));
        var clip = Read.Files(path, SkeletonFormat.PkuMmd()).Single().Clip;
        Assert.That(clip.Chunk(75).Select(body => body[0]), Is.EqualTo(new float[] { 0, 5 }));
    }

    [TestCase("1 2 3\n", "'' is not a coordinate")]
    [TestCase("\n\n1 2", "blank")]
    [TestCase("", "no frame")]
    public void A_line_that_is_no_frame_is_refused(string text, string reason)
        => Assert.That(Read.Failure("0002-L.txt", text, SkeletonFormat.PkuMmd()).Reason, Does.Contain(reason));

    [TestCase("52,1,1,1", "action 52")]
    [TestCase("1,2,1,1", "ends (frame 1) before")]
    [TestCase("1,1", "expected")]
    [TestCase("1,1,2,1,4", "expected")]
    [TestCase("a,1,2,1", "expected")]
    public void A_label_line_that_is_no_interval_names_the_label_file(string labels, string reason)
    {
        using var folder = new TemporaryFolder();
        var recording = folder.Write("0002-L.txt", Line(1, 0));
        var path = folder.Write("0002-L.label.txt", labels);
        var exception = Assert.Throws<SkeletonFileException>(() => Read.Files(recording, SkeletonFormat.PkuMmd(folder.Path)));
        Assert.That((exception!.File, exception.Line), Is.EqualTo((path, 1L)));
        Assert.That(exception.Reason, Does.Contain(reason));
    }

    [Test]
    public void Labels_that_are_missing_are_refused()
    {
        using var folder = new TemporaryFolder();
        var recording = folder.Write("0002-L.txt", Line(1, 0));
        var failure = Assert.Throws<SkeletonFileException>(() => Read.Files(recording, SkeletonFormat.PkuMmd(folder.Path)));
        Assert.That(failure!.Message, Does.Contain("no label file"));
    }

    [Test]
    public void An_interval_from_frame_0_begins_at_the_first()
        => Assert.That(Case("0002-L.txt").Select(clip => clip.Clip.Length / 150), Is.EqualTo(new[] { 15, 25 }));

    [Test]
    public void An_interval_that_ends_after_the_recording_ends_with_it_and_is_told()
    {
        var warnings = new List<SkeletonFileWarning>();
        var clips = Case("0003-L.txt", options => options.OnWarning = warnings.Add);
        Assert.That(clips.Select(clip => clip.Clip.Length / 150), Is.EqualTo(new[] { 15, 25 }));
        Assert.That(warnings.Single().Reason, Does.Contain("interval 2").And.Contain("only 40 frames").And.Contain("to frame 40"));
    }

    [Test]
    public void By_option_that_interval_alone_is_refused()
    {
        using var folder = new TemporaryFolder();
        var recording = folder.Write("0002-L.txt", string.Join('\n', Enumerable.Range(1, 6).Select(frame => Line(frame, 0))));
        // The second ends too late, the third begins too late.
        folder.Write("0002-L.label.txt", "1,1,3,1\n2,4,7,1\n3,7,9,1\n4,5,6,1\n");
        var skipped = new List<SkeletonFileException>();
        var options = new SkeletonLoader.Options
        {
            Format = SkeletonFormat.PkuMmd(folder.Path),
            OnBadFile = OnBadFile.Skip,
            OnSkipped = skipped.Add,
            OnCountMismatch = OnCountMismatch.Throw,
        };
        Assert.That(Read.All(Read.View(recording, options)).Select(clip => clip.Label), Is.EqualTo(new[] { 1u, 4u }));
        Assert.That(skipped.Select(bad => bad.Reason[..10]), Is.EqualTo(new[] { "interval 2", "interval 3" }));
    }

    [Test]
    public void The_51_actions_are_in_the_order_of_their_names()
        => Assert.That(PkuMmdActions.All, Is.Unique.And.Ordered.Using((IComparer<string>)StringComparer.Ordinal).And.Length.EqualTo(51));

    [Test]
    public void Writing_and_reading_gives_the_same_numbers()
        => Gen.Float[-9, 9].Array[150].Array[1, 5].Sample(frames =>
        {
            var text = string.Join("\n", frames.Select(frame => " " + string.Join(' ', frame.Select(Text))));
            var clip = Read.Text("x-R.txt", text, SkeletonFormat.PkuMmd()).Single().Clip;
            return clip.SequenceEqual(frames.SelectMany(frame => frame));
        }, iter: 50);

    [Test]
    public void The_real_sample_is_cut_by_its_labels_and_two_bodies_begin_at_frame_312()
    {
        var folder = GoldenData.RecordingsOrSkip("pku-mmd");
        var path = Path.Combine(folder, "A10N08-L.txt");
        var whole = Read.Files(path, SkeletonFormat.PkuMmd()).Single().Clip;
        Assert.That(whole, Has.Length.EqualTo(400 * 150));
        var before = whole.Chunk(150).TakeWhile(frame => frame[75..].All(value => value == 0)).Count();
        Assert.That(before, Is.EqualTo(312), "frames before the second body, so that it begins at frame 312 counted from 0");
        var clips = Read.Files(path, SkeletonFormat.PkuMmd(folder));
        Assert.That(
            clips.Select(clip => (clip.Label, clip.Clip.Length / 150)),
            Is.EqualTo(new[] { (4u, 50), (31u, 71), (12u, 93), (18u, 75) }));
        Assert.That(clips[3].Clip, Is.EqualTo(whole[(317 * 150)..(392 * 150)]));
    }

    [Test]
    public void Official_lists_with_their_headers_become_protocols()
    {
        var folder = GoldenData.RecordingsOrSkip("pku-mmd");
        var subject = PkuMmdProtocol.FromList("PKU-MMD I cross-subject", Path.Combine(folder, "cross-subject.txt"));
        var view = PkuMmdProtocol.FromList("PKU-MMD I cross-view", Path.Combine(folder, "cross-view.txt"));
        var list = File.ReadAllText(Path.Combine(folder, "cross-view.txt"));
        string[] names = [.. list.Split([',', '\n', ' '], StringSplitOptions.RemoveEmptyEntries).Where(name => name.Contains('-'))];
        Assert.That(names, Has.Length.EqualTo(1076));
        foreach (var name in names)
        {
            var clip = SkeletonFormat.PkuMmd().Describe(name)! with { Name = name + "_001", Recording = name };
            Assert.That(subject.Train.Contains(clip) ^ subject.Test.Contains(clip), name);
            Assert.That(view.Train.Contains(clip), Is.EqualTo(PkuMmdProtocol.CrossView.Train.Contains(clip)), name);
        }

        using var temporary = new TemporaryFolder();
        Assert.Throws<SkeletonFileException>(() => PkuMmdProtocol.FromList("x", temporary.Write("list.txt", "Training videos:\na, b\n")));
    }

    private static List<(string Name, uint Label, float[] Clip)> Case(string name, Action<SkeletonLoader.Options>? set = null)
    {
        var folder = Repository.At("tests", "Loaders", "Formats", "PkuMmd", "Cases");
        var options = new SkeletonLoader.Options { Format = SkeletonFormat.PkuMmd(Path.Combine(folder, "labels")) };
        set?.Invoke(options);
        return Read.All(Read.View(Path.Combine(folder, "recordings", name), options));
    }

    private static string Line(float first, float second)
    {
        var values = Enumerable.Repeat(first, 75).Concat(Enumerable.Repeat(second, 75));
        return string.Join(' ', values.Select(value => value.ToString("F6", CultureInfo.InvariantCulture)));
    }

    private static string Text(float value) => value.ToString("R", CultureInfo.InvariantCulture);
}
