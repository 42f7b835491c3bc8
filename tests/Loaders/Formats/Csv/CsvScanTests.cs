using System.Globalization;
using Microsoft.ML;
using MsMclr.MLNet.Fuzzing;

namespace MsMclr.MLNet.Tests;

public class CsvScanTests
{
    private static readonly SkeletonLayout MediaPipe = SkeletonLayout.MediaPipe33;

    // What tools call the x of each of MediaPipe's landmarks; {0} is its number from 0, {1} from 1, {2} its name.
    [TestCase("x{1}")]
    [TestCase("x{0}")]
    [TestCase("x_{1}")]
    [TestCase("landmark_{0}_x")]
    [TestCase("pose_landmark_{0}_x")]
    [TestCase("{0}_x")]
    [TestCase("{2}_x")]
    [TestCase("{2}.x")]
    [TestCase("x_{2}")]
    [TestCase("{2} X")]
    public void Every_spelling_of_a_wide_mediapipe_table_is_known(string name)
    {
        using var folder = new TemporaryFolder();
        var header = string.Join(',', Enumerable.Range(0, 33).SelectMany(joint => "xyz".Select(axis => Column(name, joint, axis))));
        var values = string.Join(',', Enumerable.Range(0, 99));
        var path = folder.Write("a.csv", $"{header}\n{values}\n{values}\n");
        float[] expected = [.. Enumerable.Range(0, 99)];
        foreach (var format in new[] { SkeletonFormat.Csv(path), SkeletonFormat.Csv(new() { Layout = MediaPipe }) })
        {
            Assert.That(format.Layout, Is.EqualTo(MediaPipe));
            Assert.That(Read.Files(path, format).Single().Clip[..99], Is.EqualTo(expected));
        }
    }

    [TestCase("left_wrist", "LEFT_WRIST", "lWrist")]
    public void Long_tables_know_names_of_other_spellings(params string[] spellings)
    {
        foreach (var wrist in spellings)
        {
            using var folder = new TemporaryFolder();
            var joints = SkeletonLayout.Coco17.Joints.Select(joint => joint == "WristLeft" ? wrist : joint);
            var path = folder.Write("a.csv", "frame;landmark;x;y\n" + string.Concat(joints.Select((joint, i) => $"0;{joint};{i};0,5\n")));
            var format = SkeletonFormat.Csv(path);
            Assert.That(format.Layout, Is.EqualTo(SkeletonLayout.Coco17));
            Assert.That(Read.Files(path, format).Single().Clip[18..20], Is.EqualTo(new[] { 9, 0.5f }));
        }
    }

    [Test]
    public void Numbers_from_one_are_told_by_the_scan_and_by_the_error()
    {
        using var folder = new TemporaryFolder();
        var text = "frame,joint,x,y,z\n" + string.Concat(Enumerable.Range(1, 33).Select(joint => $"0,{joint},{joint},0,0\n"));
        var path = folder.Write("a.csv", text);
        var options = SkeletonFormat.ScanCsv(path);
        Assert.That((options.FirstJoint, options.Layout), Is.EqualTo((1, MediaPipe)));
        Assert.That(Read.Files(path, SkeletonFormat.Csv(options)).Single().Clip[..3], Is.EqualTo(new float[] { 1, 0, 0 }));
        options.FirstJoint = 0;
        Assert.That(Read.Failure("a.csv", text, SkeletonFormat.Csv(options)).Reason, Does.Contain("FirstJoint to 1"));
    }

    [Test]
    public void A_layout_is_made_of_names_that_no_known_one_has_and_doubts_are_logged()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.csv", "pelvis_x,pelvis_y,paw_a_x,paw_a_y,paw_b_x,paw_b_y\n0,0,1,1,2,2\n");
        var context = new MLContext(1);
        var log = new List<string>();
        context.Log += (_, e) => log.Add(e.Message);
        var format = SkeletonFormat.Csv(path);
        Assert.That(format.Layout.Joints, Is.EqualTo(new[] { "pelvis", "paw_a", "paw_b" }));
        _ = context.Data.LoadFromSkeletonFiles(path, format);
        Assert.That(log, Has.Some.Contains("csv-a").And.Some.Contains("'paw_a'"));
        var names = new JointNamesOptions
        {
            MirrorPairs = new Dictionary<string, string> { ["paw_a"] = "paw_b" },
            LeftShoulder = "paw_a",
            RightShoulder = "paw_b",
        };
        var given = SkeletonFormat.ScanCsv(path, new CsvSkeletonOptions { JointNames = names }).Layout!;
        Assert.That(given.Mirror, Is.EqualTo(new[] { 0, 2, 1 }));
        Assert.That((given.Center, given.LeftShoulder, given.Warnings.Length), Is.EqualTo((0, 1, 0)));
    }

    [TestCase("a,b\n1,2\n", "coordinates x, y")]
    [TestCase("frame,hip_x,hip_y\n", "no row")]
    [TestCase("joint,x,y\nhip,1,2\n", "FrameColumn")]
    [TestCase("x1,y1,x2,y2\n1,2,3,4\n", "no known layout")]
    public void What_cannot_be_found_out_is_an_error_with_a_remedy(string text, string reason)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.csv", text);
        Assert.That(Assert.Throws<SkeletonFileException>(() => SkeletonFormat.ScanCsv(path))!.Message, Does.Contain(reason));
    }

    [Test]
    public void Numbers_that_fit_several_layouts_are_left_to_the_user()
    {
        using var folder = new TemporaryFolder();
        var header = string.Join(',', Enumerable.Range(1, 25).SelectMany(joint => "xyz".Select(axis => $"{axis}{joint}")));
        var path = folder.Write("a.csv", $"{header}\n{string.Join(',', Enumerable.Range(0, 75))}\n");
        Assert.That(
            Assert.Throws<SkeletonFileException>(() => SkeletonFormat.ScanCsv(path))!.Message,
            Does.Contain("ntu-rgb+d").And.Contain("openpose-25"));
        var known = new CsvSkeletonOptions { Layout = SkeletonLayout.NtuRgbd };
        Assert.That(Read.Files(path, SkeletonFormat.Csv(path, known)).Single().Clip[74], Is.EqualTo(74));
        Assert.That(
            Read.Failure("a.csv", File.ReadAllText(path), SkeletonFormat.Csv(new() { Layout = SkeletonLayout.Coco17 })).Reason,
            Does.Contain("no column 'Nose_x'"), "17 of 25 numbers are another skeleton");
    }

    [Test]
    public void A_column_without_a_label_is_none()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.csv", "label,hip_x,hip_y,head_x,head_y\n,1,2,3,4\nnan,1,2,3,4\n");
        Assert.That(SkeletonFormat.ScanCsv(path).LabelColumn, Is.Null);
        Assert.That(Read.Files(path, SkeletonFormat.Csv(path)).Single().Label, Is.Zero);
        Assert.That(
            Assert.Throws<SkeletonFileException>(() => SkeletonFormat.ScanCsv(path, new() { LabelColumn = "label" }))!.Message,
            Does.Contain("'label' has no label"));
    }

    [Test]
    public void What_is_known_stays()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.csv", "clip,frame,action,hip_x,left_foot_x,right_foot_x\na,0,2,1,2,3\n");
        var known = new CsvSkeletonOptions { Layout = FuzzSamples.Three, Axes = ["x"], ClipColumn = "action", Actions = ["a", "b"] };
        var scanned = SkeletonFormat.ScanCsv(path, known);
        Assert.That((scanned.ClipColumn, scanned.Layout, scanned.Actions.Count), Is.EqualTo(("action", FuzzSamples.Three, 2)));
        Assert.That(known.FrameColumn, Is.Null, "the caller's options are not changed");
    }

    private static string Column(string name, int joint, char axis)
    {
        // The names of MediaPipe itself: left_eye_inner for EyeInnerLeft.
        var own = MediaPipe.Joints[joint];
        foreach (var side in (string[])["Left", "Right"])
        {
            if (own.EndsWith(side, StringComparison.Ordinal))
                own = side + own[..^side.Length];
        }

        var words = string.Concat(own.Select(letter => char.IsUpper(letter) ? $"_{char.ToLowerInvariant(letter)}" : $"{letter}"))[1..];
        var column = name.Replace('x', axis).Replace('X', char.ToUpperInvariant(axis));
        return string.Format(CultureInfo.InvariantCulture, column, joint, joint + 1, words);
    }
}
