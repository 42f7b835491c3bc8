using CsCheck;
using Microsoft.ML.Data;
using MsMclr.MLNet.Loaders.Formats.Ntu;
using MsMclr.MLNet.Loaders.Loading;

namespace MsMclr.MLNet.Tests;

public partial class NtuFormatTests
{
    private static ISkeletonFormat Format => SkeletonFormat.NtuRgbd;

    [TestCase("S001C001P001R001A001")]
    [TestCase("S001C002P003R001A050")]
    [TestCase("S001C003P005R002A023")]
    public void Golden_files_give_the_golden_values(string name)
    {
        var (_, label, clip) = Read.Files(GoldenData.PathOf($"prep/{name}.skeleton"), Format).Single();
        Assert.That(label, Is.EqualTo(uint.Parse(name[^3..])));
        var golden = GoldenArray.Read($"prep/{name}_raw.npy");
        Assert.That(golden.Shape, Has.Length.EqualTo(4).Or.Length.EqualTo(5));
        var goldenFrames = golden.Shape[^3];
        Assert.That(goldenFrames, Is.GreaterThanOrEqualTo(clip.Length / 150));
        for (var i = 0; i < clip.Length; i++)
        {
            var frame = i / 150;
            var body = i / 75 % 2;
            var joint = i / 3 % 25;
            var channel = i % 3;
            var expected = golden.Values[(((((channel * goldenFrames) + frame) * 25) + joint) * 2) + body];
            Assert.That(clip[i], Is.EqualTo(expected), $"frame {frame}, body {body}, joint {joint}, channel {channel}");
        }
    }

    [Test]
    public void The_name_gives_setup_camera_subject_replication_and_label()
    {
        var view = Read.View(GoldenData.PathOf("prep/S001C003P005R002A023.skeleton"), Format);
        uint Column(string name) => view.GetColumn<uint>(name).Single();
        Assert.That((Column("Setup"), Column("Camera"), Column("Subject")), Is.EqualTo((1u, 3u, 5u)));
        Assert.That((Column("Replication"), Column("Label")), Is.EqualTo((2u, 23u)));
        Assert.That(view.GetColumn<float>("FrameRate").Single(), Is.EqualTo(30));
        Assert.That(view.GetRowCount(), Is.EqualTo(1));
    }

    [Test]
    public void Labels_carry_the_action_names_of_the_protocol()
    {
        var path = GoldenData.PathOf("prep");
        var all = Read.View(path, Format);
        var sixty = Read.View(path, Format, NtuProtocol.CrossSubject60.Train);
        Assert.That(all.Schema["Label"].Type.GetType().Name, Is.EqualTo("KeyDataViewType"));
        Assert.That(((KeyDataViewType)all.Schema["Label"].Type).Count, Is.EqualTo(120));
        Assert.That(((KeyDataViewType)sixty.Schema["Label"].Type).Count, Is.EqualTo(60));
        Assert.That(NtuActions.All, Is.Unique.And.Length.EqualTo(120));
        var some = new[] { 43, 61, 95, 120 }.Select(number => NtuActions.All[number - 1]);
        Assert.That(some, Is.EqualTo(new[] { "falling down", "put on headphone", "capitulate", "rock-paper-scissors" }));
    }

    [TestCase("\n")]
    [TestCase("\r\n")]
    public void Both_line_ends_and_a_byte_order_mark_read_the_same(string newLine)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.skeleton", "\uFEFF" + NtuText.Small(2, 2).Replace("\n", newLine));
        var clip = Read.Files(path, Format).Single();
        Assert.That(clip.Label, Is.Zero);
        Assert.That(clip.Clip, Has.Length.EqualTo(2 * 150));
        Assert.That(clip.Clip[75 + 150], Is.EqualTo(11f));
    }

    [Test]
    public void Truncated_anywhere_is_an_exception_or_loses_nothing_but_the_last_field()
    {
        var text = NtuText.Small(2);
        var lastField = text.TrimEnd().LastIndexOf(' ');
        for (var length = 0; length < text.Length; length += length < lastField - 200 ? 37 : 1)
        {
            if (length <= lastField)
                Assert.That(Read.Failure("a.skeleton", text[..length], Format).Line, Is.GreaterThan(0), $"cut at {length}");
        }
    }

    [TestCase("1000000000\n1\n", 3, "the file ends")]
    [TestCase("x\n", 1, "'x' is not the number of frames")]
    [TestCase("-1\n", 1, "not the number of frames")]
    [TestCase("99999999999999999999\n", 1, "not the number of frames")]
    [TestCase("1\n1\nbody\n25\n", 3, "body's id")]
    [TestCase("1\n1000000000\n1 0 1 1 1 1 0 0 0 2\n25\n", 5, "the file ends")]
    public void What_is_not_a_file_of_the_format_names_line_and_reason(string text, int line, string reason)
    {
        var exception = Read.Failure("a.skeleton", text, Format);
        Assert.That(exception.Line, Is.EqualTo(line));
        Assert.That(exception.Reason, Does.Contain(reason));
    }

    [TestCase("NaN", "finite")]
    [TestCase("Infinity", "finite")]
    [TestCase("1e39", "finite")]
    [TestCase("abc", "number")]
    [TestCase("1,5", "number")]
    [TestCase("", "fields")]
    public void A_coordinate_that_is_not_a_number_names_its_line(string number, string reason)
    {
        var lines = NtuText.Small(2).Split('\n');
        lines[10] = number + lines[10][lines[10].IndexOf(' ')..];
        var exception = Read.Failure("a.skeleton", string.Join('\n', lines), Format);
        Assert.That(exception.Line, Is.EqualTo(11));
        Assert.That(exception.Reason, Does.Contain(reason));
    }

    [TestCase("\n")]
    [TestCase("\r\n")]
    public void A_joint_that_was_not_tracked_is_missing(string newLine)
    {
        var lines = NtuText.Small(2).Split('\n');
        // The fourth joint of the first frame: state 0 is "not tracked", 1 is "inferred".
        lines[7] = lines[7][..^1] + "0";
        lines[8] = lines[8][..^1] + "1";
        var clip = Read.Text("a.skeleton", string.Join(newLine, lines), Format).Single().Clip;
        Assert.That(clip[9..12], Is.All.NaN);
        Assert.That(clip.Count(float.IsNaN), Is.EqualTo(3));
    }

    [Test]
    public void Writing_and_reading_gives_the_same_numbers()
    {
        var anyBody = Gen.Select(Gen.ULong, Gen.Float[-10, 10].Array[75]);
        anyBody.Array[0, 3].Array[1, 6].Where(frames => frames.Any(frame => frame.Length > 0)).Sample(frames =>
        {
            var text = NtuText.Write(frames);
            var expected = frames.SelectMany(frame => FirstTwo([.. frame.Select(body => body.Item2)]));
            return Read.Text("a.skeleton", text, Format).Single().Clip.SequenceEqual(expected);
        }, iter: 100);
    }

    [Test]
    public void Twenty_joints_are_refused()
    {
        var text = NtuText.Write([[(1, new float[60])]]);
        var exception = Read.Failure("a.skeleton", text, Format);
        Assert.That(exception.Line, Is.EqualTo(4));
        Assert.That(exception.Reason, Does.Contain("20 joints").And.Contain("25"));
    }

    [Test]
    public void Text_after_the_last_frame_is_refused()
        => Assert.That(Read.Failure("a.skeleton", NtuText.Small(2) + "1\n", Format).Reason, Does.Contain("the end of the file"));

    [Test]
    public void Limits_are_limits()
    {
        Assert.That(Reason(NtuText.Small(5), options => options.MaxFrames = 4), Does.Contain("MaxFrames"));
        Assert.That(Reason(NtuText.Small(2, 3), options => options.MaxBodies = 2), Does.Contain("MaxBodies"));
        Assert.That(Reason(NtuText.Small(5), options => options.MaxFileBytes = 4000), Does.Contain("MaxFileBytes"));
        Assert.That(Read.Failure("a.skeleton", "3\n0\n0\n0\n", Format).Reason, Does.Contain("none of the 3 frames has a body"));
        Assert.That(Read.Failure("a.skeleton", "0\n", Format).Reason, Does.Contain("no frame"));
        Assert.That(Read.Failure("S001C001P001R001A121.skeleton", NtuText.Small(), Format).Reason, Does.Contain("label 121"));

        static string Reason(string text, Action<SkeletonLoader.Options> set) => Read.Failure("a.skeleton", text, Format, set).Reason;
    }

    [Test]
    public void Real_files_have_the_frames_and_bodies_that_they_state()
    {
        var files = Directory.GetFiles(GoldenData.RecordingsOrSkip("ntu"), "*.skeleton").Order(StringComparer.Ordinal).ToArray();
        var clips = Read.Files(Path.GetDirectoryName(files[0])!, Format);
        Assert.That(clips, Has.Count.EqualTo(5));
        foreach (var (path, clip) in files.Zip(clips))
        {
            var naive = NtuText.ReadNaively(path);
            Assert.That(clip.Name, Is.EqualTo(Path.GetFileNameWithoutExtension(path)));
            Assert.That(clip.Clip.Length / 150, Is.EqualTo(naive.Count));
            Assert.That(clip.Clip, Is.EqualTo(naive.SelectMany(frame => FirstTwo([.. frame]))), path);
        }
    }

    [Test]
    public void Official_lists_of_missing_skeletons_are_left_out()
    {
        var list = Path.Combine(GoldenData.RecordingsOrSkip("ntu"), "NTU_RGBD_samples_with_missing_skeletons.txt");
        Assert.That(MissingSkeletons.Read(list), Has.Count.EqualTo(302).And.Contain("S001C002P005R002A008"));
        Assert.That(MissingSkeletons.Read(list.Replace("RGBD_", "RGBD120_")), Has.Count.EqualTo(535));
    }

    // What a clip of two bodies has of a frame; a body that is not there is all zeros.
    private static IEnumerable<float> FirstTwo(float[][] bodies)
        => Enumerable.Range(0, 2).SelectMany(body => body < bodies.Length ? bodies[body] : new float[75]);
}
