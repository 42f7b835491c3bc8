using CsCheck;

namespace MsMclr.MLNet.Tests;

public class NwUclaFormatTests
{
    private static ISkeletonFormat Format => SkeletonFormat.NwUcla;

    [Test]
    public void A_clip_is_read_whatever_the_order_of_its_properties()
    {
        using var folder = new TemporaryFolder();
        var text = $$"""{"label": 7, "other": [1, {"a": [2]}], "skeletons": [{{Frame(0)}}, {{Frame(1)}}], "file_name": "x"}""";
        var path = folder.Write("a08_s02_e00_v03.json", text);
        var (name, label, clip) = Read.Files(path, Format).Single();
        Assert.That((name, label, clip.Length), Is.EqualTo(("a08_s02_e00_v03", 7u, 120)));
        Assert.That(clip[60..63], Is.EqualTo(new[] { 1f, 0.5f, -3e-5f }));
    }

    [Test]
    public void A_name_of_another_form_takes_the_label_from_the_file()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("mine.json", $$"""{"skeletons": [{{Frame(0)}}], "label": 3}""");
        Assert.That(Read.Files(path, Format).Single().Label, Is.EqualTo(3));
    }

    [Test]
    public void Writing_and_reading_gives_the_same_numbers()
        => Gen.Float[-10, 10].Select(value => value == 0 ? 1 : value).Array[60].Array[1, 5].Sample(frames =>
        {
            var text = $$"""{"skeletons": [{{string.Join(", ", frames.Select(Text))}}]}""";
            return Read.Text("a.json", text, Format).Single().Clip.SequenceEqual(frames.SelectMany(frame => frame));
        }, iter: 100);

    [Test]
    public void A_joint_at_the_origin_is_missing_and_the_root_of_relative_poses_is_not()
    {
        const string joint = "[1, 0.5, -3e-5]";
        var absolute = Clip(Frame(1), Frame(1)[..^(joint.Length + 1)] + "[0, 0.0, -0]]");
        Assert.That(absolute[^3..], Is.All.NaN);
        Assert.That(absolute.Count(float.IsNaN), Is.EqualTo(3));
        var rooted = "[[0, 0, 0]" + Frame(1)[(joint.Length + 1)..];
        var lostRoot = Clip(Frame(1), rooted);
        Assert.That((lostRoot.Count(float.IsNaN), lostRoot[60]), Is.EqualTo((3, float.NaN)));
        Assert.That(Clip(rooted, rooted).Count(float.IsNaN), Is.Zero);
        var nobody = Clip(Frame(1), Frame(0).Replace("0.5", "0").Replace("-3e-5", "0"));
        Assert.That(nobody[60..], Is.All.Zero);

        static float[] Clip(params string[] frames)
            => Read.Text("a.json", $$"""{"skeletons": [{{string.Join(", ", frames)}}]}""", Format).Single().Clip;
    }

    [TestCase("", "truncated")]
    [TestCase("[]", "an object is expected")]
    [TestCase("{}", "no 'skeletons'")]
    [TestCase("""{"skeletons": 3}""", "array of frames")]
    [TestCase("""{"skeletons": [[[1, 2]]]}""", "a coordinate")]
    [TestCase("""{"skeletons": [[[1, 2, 3]]]}""", "1 joints; 20")]
    [TestCase("""{"skeletons": [[[1, 2, 3, 4]]]}""", "end of a joint")]
    [TestCase("""{"skeletons": [[[1, 2, 1e400]]]}""", "finite")]
    [TestCase("""{"skeletons": [[[1, 2, NaN]]]}""", "not NaN")]
    [TestCase("""{"skeletons": [[[1, 2, null]]]}""", "a coordinate")]
    [TestCase("""{"skeletons": []}""", "no frame")]
    [TestCase("""{"skeletons": [], "skeletons": []}""", "twice")]
    [TestCase("""{"skeletons": [], "label": -1}""", "whole number")]
    [TestCase("""{"skeletons": []} {}""", "end of the file")]
    public void What_is_not_a_clip_says_why(string text, string reason)
        => Assert.That(Read.Failure("a01_s01_e00_v01.json", text, Format).Message, Does.Contain(reason));

    [Test]
    public void An_error_names_its_line()
        => Assert.That(Read.Failure("a.json", "{\n\"skeletons\":\n[[[1,\n\"x\",3]]]}", Format).Line, Is.EqualTo(4));

    [Test]
    public void A_label_that_contradicts_the_name_is_refused()
    {
        var failure = Read.Failure("a01_s01_e00_v01.json", $$"""{"skeletons": [{{Frame(0)}}], "label": 2}""", Format);
        Assert.That(failure.Reason, Does.Contain("its name says 1"));
    }

    [Test]
    public void All_real_files_load_and_both_protocols_have_the_published_sizes()
    {
        var folder = GoldenData.RecordingsOrSkip("nw-ucla");
        var clips = Read.Files(folder, Format);
        Assert.That(clips, Has.Count.EqualTo(1484));
        Assert.That(clips.Count(clip => clip.Clip.Length == 60), Is.EqualTo(2), "files of one frame");
        Assert.That(clips.Max(clip => clip.Clip.Length), Is.EqualTo(201 * 60));
        Assert.That(clips.Select(clip => clip.Label).Distinct().Order(), Is.EqualTo(Enumerable.Range(1, 10)));
        int Count(SkeletonSplit split) => Read.All(Read.View(folder, Format, split)).Count;
        Assert.That((Count(NwUclaProtocol.CrossView.Train), Count(NwUclaProtocol.CrossView.Test)), Is.EqualTo((1020, 464)));
        Assert.That((Count(NwUclaProtocol.CrossSubject.Train), Count(NwUclaProtocol.CrossSubject.Test)), Is.EqualTo((754, 730)));
    }

    private static string Text(float[] frame)
        => $"[{string.Join(", ", frame.Chunk(3).Select(joint => $"[{JsonText.Join(joint)}]"))}]";

    private static string Frame(int first) => $"[{string.Join(", ", Enumerable.Range(0, 20).Select(_ => $"[{first}, 0.5, -3e-5]"))}]";
}
