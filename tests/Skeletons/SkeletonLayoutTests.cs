namespace MsMclr.MLNet.Tests;

public class SkeletonLayoutTests
{
    private static readonly string[] Chain = ["a", "b", "c"];

    [TestCaseSource(nameof(KnownLayouts))]
    public void Json_round_trip_gives_the_known_layout_back(SkeletonLayout layout)
        => Assert.That(SkeletonLayout.FromJson(layout.ToJson()), Is.SameAs(layout));

    [TestCaseSource(nameof(KnownLayouts))]
    public void Mirror_pairs_left_names_with_right_names(SkeletonLayout layout)
    {
        for (var joint = 0; joint < layout.JointCount; joint++)
        {
            var mirrored = layout.Joints[layout.Mirror[joint]];
            var expected = layout.Joints[joint].Replace("Left", "#").Replace("Right", "Left").Replace("#", "Right");
            Assert.That(mirrored, Is.EqualTo(expected));
        }
    }

    [Test]
    public void A_bone_to_a_joint_that_is_not_there_is_refused()
        => Refused("bone (3, 0) names joint 3", bones: [new(1, 0), new(2, 1), new(3, 0)]);

    [Test]
    public void A_cycle_is_refused() => Refused("cycle", bones: [new(1, 2), new(2, 1)]);

    [Test]
    public void A_joint_without_a_parent_is_refused() => Refused("joint 2 ('c') has no bone", bones: [new(1, 0)]);

    [Test]
    public void A_joint_with_two_parents_is_refused() => Refused("joint 2 ('c') has two parents", bones: [new(1, 0), new(2, 0), new(2, 1)]);

    [Test]
    public void A_joint_in_two_parts_is_refused()
        => Refused("joint 1 ('b') is in two parts, 'x' and 'y'", parts: [new("x", [0, 1]), new("y", [1, 2])]);

    [Test]
    public void A_joint_in_no_part_is_refused() => Refused("joint 2 ('c') is in no part", parts: [new("x", [0, 1])]);

    [Test]
    public void A_mirror_that_is_not_its_own_inverse_is_refused() => Refused("its own inverse", mirror: [1, 2, 0]);

    [Test]
    public void Two_joints_of_one_name_are_refused() => Refused("two joints are named 'A'", joints: ["a", "A", "c"]);

    [TestCase("")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("""{"name":"x"}""")]
    [TestCase("""{"name":"x","joints":["a"],"bones":[[1]],"center":0,"mirror":[0],"parts":[],"regions":[]}""")]
    public void Json_that_is_no_layout_is_a_format_exception(string json)
        => Assert.Throws<FormatException>(() => SkeletonLayout.FromJson(json));

    [Test]
    public void The_layout_in_the_docs_is_one()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "layouts.md"));
        var json = text[(text.IndexOf("```json", StringComparison.Ordinal) + 7)..];
        var layout = SkeletonLayout.FromJson(json[..json.IndexOf("```", StringComparison.Ordinal)]);
        Assert.That(layout.Joints, Is.EqualTo(new[] { "Wrist", "Thumb", "Index" }));
    }

    [Test]
    public void Hands_and_face_join_a_body_and_are_mirrored_with_it()
    {
        var layout = SkeletonLayout.OpenPose25.WithHands().WithFace();
        Assert.That((layout.Name, layout.JointCount), Is.EqualTo(("openpose-25-hands-face", 25 + 42 + 70)));
        Mirror_pairs_left_names_with_right_names(layout);
        Assert.That(layout.Parents[layout.IndexOf("HandLeftWrist")], Is.EqualTo(layout.IndexOf("WristLeft")));
        Assert.That(layout.Parents[layout.IndexOf("HandRightIndexTip")], Is.EqualTo(layout.IndexOf("HandRightIndexDip")));
        Assert.That(layout.Parents[layout.IndexOf("FaceNoseTip")], Is.EqualTo(layout.IndexOf("Nose")));
        Assert.That(layout.Regions.Single(region => region.Name == "right arm").Joints, Has.Length.EqualTo(3 + 21));
        Assert.That(SkeletonLayout.FromJson(layout.ToJson()), Is.EqualTo(layout));
        Assert.That(SkeletonLayout.Hand21.WithFace, Throws.InvalidOperationException.With.Message.Contains("'Nose'"));
    }

    private static void Refused(
        string message,
        string[]? joints = null,
        Bone[]? bones = null,
        int[]? mirror = null,
        JointGroup[]? parts = null)
    {
        JointGroup[] all = [new("all", [0, 1, 2])];
        var exception = Assert.Throws<ArgumentException>(() => _ = new SkeletonLayout(
            "mine",
            joints ?? Chain,
            bones ?? [new(1, 0), new(2, 1)],
            center: 0,
            mirror ?? [0, 1, 2],
            parts ?? all,
            regions: all));
        Assert.That(exception.Message, Does.Contain(message).And.Contain("'mine'"));
    }

    private static IEnumerable<SkeletonLayout> KnownLayouts() => SkeletonLayout.Known;
}
