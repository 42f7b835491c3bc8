using System.Globalization;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

public class NwUclaTextFormatTests
{
    private static ISkeletonFormat Format => SkeletonFormat.NwUclaText;

    [Test]
    public void A_folder_is_a_clip_and_its_path_tells_action_subject_and_view()
    {
        using var folder = new TemporaryFolder();
        foreach (var frame in new[] { 9, 10, 12 })
            folder.Write($"view_3/a08_s02_e04/frame_{frame}_tc_{frame * 33}_skeletons.txt", Frame(frame));
        folder.Write("view_3/a08_s02_e04/fileList.txt", "frame_9_tc_297_skeletons.txt");
        folder.Write("view_1/a01_s01_e00/frame_1_tc_0_skeletons.txt", Frame(5));
        var view = Read.View(folder.Path, Options());
        var clips = Read.All(view);
        Assert.That(clips.Select(clip => (clip.Name, clip.Label)), Is.EqualTo(new[] { ("a01_s01_e00_v01", 1u), ("a08_s02_e04_v03", 7u) }));
        Assert.That(clips[1].Clip.Chunk(60).Select(frame => frame[0]), Is.EqualTo(new float[] { 9, 10, 0, 12 }), "frame 11 is a gap");
        Assert.That(view.GetColumn<uint>("Camera"), Is.EqualTo(new[] { 1u, 3u }));
        Assert.That(view.GetColumn<uint>("Replication"), Is.EqualTo(new[] { 1u, 5u }));
        Assert.That(Read.All(Read.View(folder.Path, Options(NwUclaProtocol.CrossView.Test))).Single().Name, Does.EndWith("v03"));
    }

    [Test]
    public void A_joint_without_confidence_is_missing_and_so_is_one_at_the_origin()
    {
        var lines = Frame(5).Split('\n');
        lines[3] = "1,2,3,0";
        lines[4] = "0, 0, 0, 1";
        var clip = Read.Text("frame_1_tc_0_skeletons.txt", string.Join("\r\n", lines), Format).Single().Clip;
        Assert.That(clip[6..12], Is.All.NaN);
        Assert.That(clip.Count(float.IsNaN), Is.EqualTo(6));
    }

    [TestCase("")]
    [TestCase("1,17\n")]
    public void Further_people_of_a_frame_follow(string between)
    {
        using var folder = new TemporaryFolder();
        var text = Frame(5) + between + Frame(7)[2..];
        var path = folder.Write("a01_s01_e00/frame_3_tc_0_skeletons.txt", text);
        var options = new SkeletonLoader.Options { Format = Format, Bodies = 2, BodyOrder = BodyOrder.File };
        var clip = Read.All(Read.View(path, options)).Single();
        Assert.That((clip.Name, clip.Clip[0], clip.Clip[60]), Is.EqualTo(("a01_s01_e00", 5f, 7f)));
    }

    [Test]
    public void A_file_may_hold_a_clip_of_frames()
    {
        var clip = Read.Text("a01_s01_e00_v02.txt", Frame(1) + "2\n" + Frame(3), Format).Single();
        Assert.That((clip.Name, clip.Label), Is.EqualTo(("a01_s01_e00_v02", 1u)));
        Assert.That(clip.Clip.Chunk(60).Select(frame => frame[0]), Is.EqualTo(new float[] { 1, 0, 3 }));
    }

    [TestCase("", "the file is empty")]
    [TestCase("1\n1,2,3,1\n", "1 joints; 20")]
    [TestCase("1\n1,2,x,1\n", "'x' is not a finite number")]
    [TestCase("1\n1,2,1e40,1\n", "finite")]
    [TestCase("1\n", "none of the 1 frames has a body")]
    public void What_is_no_such_frame_says_why(string text, string reason)
        => Assert.That(Read.Failure("frame_1_tc_0_skeletons.txt", text, Format).Message, Does.Contain(reason));

    [TestCase("frame_1_tc_0_skeletons.txt", true)]
    [TestCase("12_skeletons.txt", true)]
    [TestCase("a01_s01_e00.txt", true)]
    [TestCase("fileList.txt", false)]
    [TestCase("frame_1_tc_0_depth.xml", false)]
    public void Files_are_known_by_their_names(string name, bool isOne) => Assert.That(Format.Accepts(name), Is.EqualTo(isOne));

    private static SkeletonLoader.Options Options(SkeletonSplit? split = null)
        => new() { Format = Format, SearchSubfolders = true, Split = split };

    // A line about the frame, and a person.
    private static string Frame(int first)
    {
        var joints = Enumerable.Range(0, 20).Select(joint => string.Create(CultureInfo.InvariantCulture, $"{first},0.5,{2 + joint},1"));
        return "1\n" + string.Join('\n', joints) + "\n";
    }
}
