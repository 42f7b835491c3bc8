using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

/// <summary>Files as tools write them, in <c>Cases</c>.</summary>
public class BvhCasesTests
{
    [Test]
    public void A_frame_more_than_declared_is_read_with_a_warning()
    {
        var path = Case("declares-one-frame-less.bvh");
        var warnings = new List<SkeletonFileWarning>();
        var format = SkeletonFormat.Bvh(path);
        var view = Read.View(path, new SkeletonLoader.Options { Format = format, OnWarning = warnings.Add });
        Assert.That(Read.All(view).Single().Clip, Has.Length.EqualTo(21 * format.Layout.JointCount * 3));
        Assert.That(view.GetColumn<float>("FrameRate").Single(), Is.EqualTo(30).Within(0.01));
        Assert.That(warnings.Single().Line, Is.EqualTo(69));
        Assert.That(warnings[0].Reason, Does.Contain("20 frames are declared").And.Contain("21 were read"));
    }

    [TestCase(3, 2)]
    [TestCase(1, 2)]
    public void A_count_that_differs_is_an_error_where_asked_for(int declared, int follow)
    {
        var rows = string.Concat(Enumerable.Repeat("1 2 3 0 0 0 90 0 0 0 0 0\n", follow));
        var text = $"{BvhFormatTests.Hierarchy}Frames:{declared}\nFrame Time:0.04\n{rows}";
        var clip = Read.Text("a.bvh", text, BvhFormatTests.Format).Single().Clip;
        Assert.That(clip, Has.Length.EqualTo(follow * 2 * 3));
        var refused = Read.Failure("a.bvh", text, BvhFormatTests.Format, options => options.OnCountMismatch = OnCountMismatch.Throw);
        Assert.That(refused.Reason, Does.Contain($"{declared} frames are declared, and {follow} follow").And.Contain("OnCountMismatch"));
    }

    [Test]
    public void Names_have_spaces_in_them()
    {
        var path = Case("names-with-spaces.bvh");
        var layout = SkeletonFormat.BvhLayout(path);
        Assert.That(layout.Joints, Does.Contain("Bip01 L UpLeg").And.Contain("Bip01 R ForeArmEnd"));
        Assert.That(Read.Files(path, SkeletonFormat.Bvh(layout)).Single().Clip, Has.Length.EqualTo(10 * layout.JointCount * 3));
        Assert.That(Counterpart(layout, "Bip01 L UpLeg"), Is.EqualTo("Bip01 R UpLeg"));
    }

    [TestCase("sides-unity", "LeftArm", "RightArm")]
    [TestCase("sides-daz", "lArm", "rArm")]
    [TestCase("sides-blender", "Arm.L", "Arm.R")]
    [TestCase("sides-smpl", "left_Arm", "right_Arm")]
    [TestCase("sides-biped", "Bip01_L_Arm", "Bip01_R_Arm")]
    [TestCase("sides-suffix", "Arm_l", "Arm_r")]
    [TestCase("sides-suffixword", "Arm_left", "Arm_right")]
    [TestCase("names-with-spaces", "Bip01 L Arm", "Bip01 R Arm")]
    public void Pairs_and_shoulders_are_found_whatever_the_tool(string file, string left, string right)
    {
        var layout = SkeletonFormat.BvhLayout(Case(file + ".bvh"));
        Assert.That((layout.Joints[layout.LeftShoulder], layout.Joints[layout.RightShoulder]), Is.EqualTo((left, right)));
        var middle = layout.Mirror.Where((other, joint) => other == joint).Select(joint => layout.Joints[joint]).ToArray();
        Assert.That(middle, Has.Length.EqualTo(2), string.Join(", ", middle));
        Assert.That(Counterpart(layout, left), Is.EqualTo(right));
        Assert.That(layout.Center, Is.Zero);
        Assert.That(layout.Warnings, Is.Empty);
    }

    [Test]
    public void No_pair_is_a_warning_in_the_log_of_every_loader_and_pairs_can_be_given()
    {
        using var folder = new TemporaryFolder();
        var text = BvhFormatTests.Hierarchy.Replace("Left", "A", StringComparison.Ordinal).Replace("Right", "B", StringComparison.Ordinal);
        var path = folder.Write("a.bvh", text + "Frames: 1\nFrame Time: 0.04\n0 0 0 0 0 0 0 0 0 0 0 0\n");
        var context = new MLContext(1);
        var log = new List<string>();
        context.Log += (_, e) => log.Add(e.Message);
        _ = context.Data.LoadFromSkeletonFiles(path, SkeletonFormat.Bvh(path));
        Assert.That(log, Has.Some.Contains("no joint has a counterpart").And.Some.Contains("'AArm'"));

        var names = new JointNamesOptions
        {
            MirrorPairs = new Dictionary<string, string> { ["AArm"] = "BArm" },
            LeftShoulder = "AArm",
            RightShoulder = "BArm",
        };
        var layout = SkeletonFormat.Bvh(path, names).Layout;
        Assert.That(Counterpart(layout, "AArm"), Is.EqualTo("BArm"));
        Assert.That(layout.Warnings, Is.Empty);
    }

    [TestCase("", "")]
    [TestCase("Anna:", "Ben:")]
    [TestCase("P1_", "P2_")]
    public void Two_roots_are_two_bodies(string first, string second)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.bvh", Two(first, second));
        var format = SkeletonFormat.Bvh(path);
        Assert.That((format.Bodies, format.Layout.JointCount), Is.EqualTo((2, 3)));
        var clip = Read.Files(path, format).Single().Clip;
        float[] expected = [1, 2, 3, 11, 2, 3, 16, 2, 3, 4, 5, 6, 4, 5, -4, 4, 5, -9];
        Assert.That(clip, Is.EqualTo(expected).Within(1e-4f));
    }

    [Test]
    public void A_second_root_is_never_dropped_in_silence()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.bvh", Two("", ""));
        var layout = SkeletonFormat.BvhLayout(path);
        Assert.That(
            Read.Failure("a.bvh", Two("", ""), SkeletonFormat.Bvh(layout)).Reason,
            Does.Contain("2 roots").And.Contain("bodies: 2"));
        Assert.That(Read.Files(path, SkeletonFormat.Bvh(layout, bodies: 1)).Single().Clip, Has.Length.EqualTo(9));
        var view = Read.View(path, new SkeletonLoader.Options { Format = SkeletonFormat.Bvh(layout), Bodies = 2 });
        Assert.That(Read.All(view).Single().Clip, Has.Length.EqualTo(18));
    }

    [Test]
    public void Roots_of_different_skeletons_are_refused_by_name()
    {
        var two = Two("", "");
        var second = two.IndexOf("ROOT", two.IndexOf("ROOT", StringComparison.Ordinal) + 1, StringComparison.Ordinal);
        var other = two[..second] + two[second..].Replace("JOINT Hand", "JOINT Foot", StringComparison.Ordinal);
        Assert.That(
            Read.Failure("a.bvh", other, BvhFormatTests.Format).Reason,
            Does.Contain("roots 'Hips' (3 joints) and 'Hips' (3 joints) begin different skeletons"));
    }

    [Test]
    public void A_layout_finds_joints_that_a_tool_prefixes()
    {
        const string own = "Frames: 1\nFrame Time: 0.04\n0 0 0 0 0 0 0 0 0 0 0 0\n";
        var text = BvhFormatTests.Hierarchy.Replace("ROOT ", "ROOT mixamorig:", StringComparison.Ordinal)
            .Replace("JOINT ", "JOINT mixamorig:", StringComparison.Ordinal);
        Assert.That(Read.Text("a.bvh", text + own, BvhFormatTests.Format).Single().Clip, Is.EqualTo(new float[] { 0, 90, 0, 10, 90, 0 }));
    }

    private static string Counterpart(SkeletonLayout layout, string joint) => layout.Joints[layout.Mirror[layout.IndexOf(joint)]];

    private static string Case(string name) => Repository.At("tests", "Loaders", "Formats", "Bvh", "Cases", name);

    private static string Two(string first, string second)
    {
        static string Root(string prefix) => $$"""
            ROOT {{prefix}}Hips
            {
              OFFSET 0 0 0
              CHANNELS 6 Xposition Yposition Zposition Zrotation Xrotation Yrotation
              JOINT {{prefix}}Hand
              {
                OFFSET 10 0 0
                CHANNELS 0
                End Site
                {
                  OFFSET 5 0 0
                }
              }
            }

            """;
        return $"HIERARCHY\n{Root(first)}{Root(second)}MOTION\nFrames: 1\nFrame Time: 0.04\n1 2 3 0 0 0 4 5 6 0 0 90\n";
    }
}
