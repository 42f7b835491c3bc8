using System.Globalization;
using System.Text;
using CsCheck;
using Microsoft.ML.Data;
using MsMclr.MLNet.Fuzzing;

namespace MsMclr.MLNet.Tests;

public class CsvSkeletonFormatTests
{
    private static readonly SkeletonLayout Three = FuzzSamples.Three;

    private static readonly string[] Actions = ["jump", "run"];

    [Test]
    public void Wide_rows_are_frames_of_clips()
    {
        var format = SkeletonFormat.Csv(new()
        {
            Layout = Three,
            ClipColumn = "clip",
            LabelColumn = "action",
            SubjectColumn = "who",
            Actions = Actions,
        });
        const string Text = """
            clip,action,who,hip_x,hip_y,hip_z,left_foot_x,left_foot_y,left_foot_z,right_foot_x,right_foot_y,right_foot_z
            a,run,3,1,2,3,4,5,6,7,8,9
            a,run,3,10,2,3,4,5,6,7,8,9
            "b, or not",1,4,1,2,3,4,5,6,7,8,-9e1
            """;
        var clips = Load(Text, format);
        Assert.That(clips.Select(clip => (clip.Name, clip.Label)), Is.EqualTo(new[] { ("a", 2u), ("b, or not", 1u) }));
        Assert.That(clips[0].Clip, Is.EqualTo(new float[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 2, 3, 4, 5, 6, 7, 8, 9 }));
        Assert.That(clips[1].Clip[^1], Is.EqualTo(-90));
    }

    [Test]
    public void Long_rows_are_joints_of_bodies_of_frames()
    {
        var format = SkeletonFormat.Csv(new()
        {
            Layout = Three,
            JointColumn = "joint",
            FrameColumn = "frame",
            BodyColumn = "body",
            Bodies = 2,
            Axes = ["x", "y"],
            Delimiter = ';',
        });
        const string Text = """
            frame;body;joint;y;x
            0;1;Hip;2;1
            0;1;left_foot;4;3
            0;1;2;6;5
            0;9;0;0;7
            0;9;1;0;8
            0;9;2;0;9
            3;1;2;1;1
            3;1;1;2;2
            3;1;0;3;3
            """;
        float[] first = [1, 2, 3, 4, 5, 6, 7, 0, 8, 0, 9, 0];
        float[] second = [3, 3, 2, 2, 1, 1, 0, 0, 0, 0, 0, 0];
        var gap = new float[2 * 12];
        Assert.That(Load(Text, format).Single().Clip, Is.EqualTo(first.Concat(gap).Concat(second)), "frames 1 and 2 are not there");
    }

    [Test]
    public void A_row_without_coordinates_is_a_frame_without_a_body()
    {
        var format = SkeletonFormat.Csv(new() { Layout = Three, Axes = ["x"] });
        var clip = Load("hip_x,left_foot_x,right_foot_x\n1,2,3\n,,\n4,5,6\n", format).Single().Clip;
        Assert.That(clip, Is.EqualTo(new float[] { 1, 2, 3, 0, 0, 0, 4, 5, 6 }));
    }

    [TestCase("", "empty")]
    [TestCase("hip_x,left_foot_x\n1,2", "no column 'RightFoot_x'")]
    [TestCase("hip_x,left_foot_x,right_foot_x\n", "no row")]
    [TestCase("hip_x,left_foot_x,right_foot_x\n1,2\n", "line 2")]
    [TestCase("hip_x,left_foot_x,right_foot_x\n1,2,3\n1,NaN,3\n", "line 3: column 'left_foot_x': 'NaN' is not")]
    [TestCase("hip_x,left_foot_x,right_foot_x\n1,,3\n", "not a number")]
    [TestCase("hip_x,left_foot_x,right_foot_x\n1,two,3\n", "'two' is not a number")]
    [TestCase("hip_x,left_foot_x,right_foot_x\n1,2,3,4\n", "4 fields")]
    [TestCase("hip_x,left_foot_x,right_foot_x\n1,Infinity,3\n", "finite")]
    [TestCase("hip_x,left_foot_x,right_foot_x\n1,1e50,3\n", "finite")]
    [TestCase("hip_x,left_foot_x,right_foot_x\n1,\"2,3\n4,5,6\n", "not the CSV")]
    public void What_is_not_the_form_names_line_and_column(string text, string message)
        => Assert.That(
            Message(text, new() { Layout = Three, Axes = ["x"], MissingValues = MissingValues.Refuse }),
            Does.Contain(message));

    [Test]
    public void Letters_of_every_script_tell_joints_apart()
    {
        JointGroup[] all = [new("all", [0, 1, 2])];
        var hands = new SkeletonLayout("hands", ["腰", "左手", "右手"], [new(1, 0), new(2, 0)], 0, [0, 2, 1], all, all);
        var wide = SkeletonFormat.Csv(new() { Layout = hands, Axes = ["x"] });
        var tall = SkeletonFormat.Csv(new() { Layout = hands, Axes = ["x"], JointColumn = "j", FrameColumn = "f" });
        float[] expected = [1, 2, 3];
        Assert.That(Load("右手_x,腰_x,左手_x\n3,1,2\n", wide).Single().Clip, Is.EqualTo(expected));
        Assert.That(Load("f,j,x\n0,右手,3\n0,腰,1\n0,左手,2\n", tall).Single().Clip, Is.EqualTo(expected));
    }

    [Test]
    public void Of_columns_that_are_alike_the_exact_one_is_meant_and_without_one_none()
    {
        var wide = new CsvSkeletonOptions { Layout = Three, Axes = ["x"], Coordinate = "{joint}_{axis}" };
        Assert.That(
            Message("hip_x,HipX,left_foot_x,right_foot_x\n1,5,2,3\n", wide),
            Does.Contain("line 1").And.Contain("'Hip_x' may be the columns 'hip_x' and 'HipX'"));
        var clip = Load("Hip_x,HipX,LeftFoot_x,RightFoot_x\n1,5,2,3\n", SkeletonFormat.Csv(wide)).Single().Clip;
        Assert.That(clip, Is.EqualTo(new float[] { 1, 2, 3 }));
        var tall = new CsvSkeletonOptions { Layout = Three, Axes = ["x", "y"], JointColumn = "y", FrameColumn = "y" };
        Assert.That(Message("x,x,y\n1,2,3\n", tall), Does.Contain("'x' may be the columns 'x' and 'x'"));
    }

    [Test]
    public void Joints_that_differ_in_punctuation_alone_need_columns_that_are_spelled_exactly()
    {
        JointGroup[] all = [new("all", [0, 1])];
        var alike = new SkeletonLayout("alike", ["L1", "L-1"], [new(1, 0)], 0, [0, 1], all, all);
        var options = new CsvSkeletonOptions { Layout = alike, Axes = ["x"] };
        Assert.That(Message("l1_x\n1\n", options), Does.Contain("'l1_x' would be 2 coordinates at once"));
        Assert.That(Load("L-1_x,L1_x\n2,1\n", SkeletonFormat.Csv(options)).Single().Clip, Is.EqualTo(new float[] { 1, 2 }));
    }

    [Test]
    public void A_clip_that_begins_twice_a_joint_twice_and_an_unknown_action_are_refused()
    {
        const string header = "c,hip_x,left_foot_x,right_foot_x\n";
        var wide = new CsvSkeletonOptions { Layout = Three, Axes = ["x"], ClipColumn = "c" };
        Assert.That(Message(header + "a,1,2,3\nb,1,2,3\na,1,2,3\n", wide), Does.Contain("line 4: clip 'a' begins again"));
        wide.LabelColumn = "c";
        wide.Actions = Actions;
        Assert.That(Message(header + "swim,1,2,3\n", wide), Does.Contain("'swim' is neither"));
        var tall = new CsvSkeletonOptions { Layout = Three, Axes = ["x"], JointColumn = "j", FrameColumn = "f" };
        Assert.That(Message("f,j,x\n0,0,1\n0,0,1\n", tall), Does.Contain("twice"));
        Assert.That(Message("f,j,x\n0,0,1\n1,0,1\n", tall), Does.Contain("1 joints; 3"));
        Assert.That(Message("f,j,x\n0,tail,1\n", tall), Does.Contain("no joint"));
    }

    [Test]
    public void Options_that_contradict_each_other_are_refused()
    {
        Assert.Throws<ArgumentException>(() => SkeletonFormat.Csv(new()));
        Assert.Throws<ArgumentException>(() => SkeletonFormat.Csv(new() { Layout = Three, LabelColumn = "l" }));
        Assert.Throws<ArgumentException>(() => SkeletonFormat.Csv(new() { Layout = Three, JointColumn = "j" }));
        Assert.Throws<ArgumentException>(() => SkeletonFormat.Csv(new() { Layout = Three, Coordinate = "x" }));
    }

    [Test]
    public void Writing_and_reading_gives_the_same_numbers_wide_and_long()
    {
        var wide = SkeletonFormat.Csv(new() { Layout = Three, FrameColumn = "frame" });
        var tall = SkeletonFormat.Csv(new() { Layout = Three, FrameColumn = "frame", JointColumn = "joint" });
        Gen.Float[-100, 100].Array[9].Array[1, 6].Sample(frames =>
        {
            var expected = frames.SelectMany(frame => frame).ToArray();
            return Load(WideText(frames), wide).Single().Clip.SequenceEqual(expected)
                && Load(TallText(frames), tall).Single().Clip.SequenceEqual(expected);
        }, iter: 100);
    }

    [Test]
    public void Utd_mhad_loads_in_six_lines_and_its_protocol_has_the_published_size()
    {
        var path = Path.Combine(GoldenData.RecordingsOrSkip("utd-mhad"), "utd-mhad.csv");
        var format = SkeletonFormat.Csv(new CsvSkeletonOptions
        {
            Layout = SkeletonLayout.UtdMhad,
            ClipColumn = "clip",
            LabelColumn = "action",
            SubjectColumn = "subject",
            ReplicationColumn = "trial",
            FrameColumn = "frame",
            FrameRate = 30,
            Actions = SkeletonFormat.ScanCsvActions(path, "action"),
        });
        var view = Read.View(path, format);
        var clips = Read.All(view);
        Assert.That(clips, Has.Count.EqualTo(861));
        Assert.That(clips.Select(clip => clip.Clip.Length / 60).Min(), Is.EqualTo(41));
        Assert.That(clips.Select(clip => clip.Clip.Length / 60).Max(), Is.EqualTo(125));
        Assert.That(clips.Select(clip => clip.Label).Distinct().Count(), Is.EqualTo(27));
        Assert.That(clips[0].Clip[..3], Is.EqualTo(new[] { -0.12487f, 0.49349f, 2.8761f }));
        int Count(SkeletonSplit split) => Read.All(Read.View(path, format, split)).Count;
        Assert.That(
            (Count(UtdMhadProtocol.CrossSubject.Train), Count(UtdMhadProtocol.CrossSubject.Test)),
            Is.EqualTo((431, 430)),
            "odd subjects train, even ones test");
        Assert.That(view.GetColumn<uint>("Subject").Distinct().Count(), Is.EqualTo(8));
    }

    private static List<(string Name, uint Label, float[] Clip)> Load(string text, ISkeletonFormat format)
        => Read.Text("a.csv", text, format);

    private static string Message(string text, CsvSkeletonOptions options)
        => Read.Failure("a.csv", text, SkeletonFormat.Csv(options)).Message;

    private static string WideText(float[][] frames)
    {
        var names = Three.Joints.SelectMany(joint => "xyz".Select(axis => $"{joint}_{axis}"));
        var text = new StringBuilder("frame,").AppendJoin(',', names).AppendLine();
        for (var frame = 0; frame < frames.Length; frame++)
            text.Append(frame).Append(',').AppendJoin(',', frames[frame].Select(Text)).AppendLine();
        return text.ToString();
    }

    private static string TallText(float[][] frames)
    {
        var text = new StringBuilder("frame,joint,x,y,z\n");
        for (var frame = 0; frame < frames.Length; frame++)
        {
            for (var joint = 0; joint < 3; joint++)
            {
                var values = frames[frame].Skip(3 * joint).Take(3).Select(Text);
                text.Append(frame).Append(',').Append(Three.Joints[joint]).Append(',').AppendJoin(',', values).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Text(float value) => value.ToString("R", CultureInfo.InvariantCulture);
}
