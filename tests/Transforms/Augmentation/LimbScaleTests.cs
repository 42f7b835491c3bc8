using MsMclr.MLNet.Transforms.Augmentation;

namespace MsMclr.MLNet.Tests;

public class LimbScaleTests
{
    public static IEnumerable<SkeletonLayout> Layouts => SkeletonLayout.Known;

    [TestCaseSource(nameof(Layouts))]
    public void Every_bone_keeps_its_direction_and_takes_its_limbs_factor(SkeletonLayout layout)
    {
        var shape = new ClipShape(3, 4, layout.JointCount, 2);
        var clip = ClipUnderTest.Random(shape, 2, layout: layout);
        var tree = LimbTree.Of(layout);
        float[] factors = [.. Enumerable.Range(0, 2 * tree.LimbCount).Select(i => 0.8f + (0.05f * i))];
        var before = clip.Values.ToArray();
        LimbScale.Scale(clip.Clip, factors);
        for (var i = 0; i < before.Length; i++)
        {
            var joint = i / 2 % layout.JointCount;
            var parent = i + ((layout.Parents[joint] - joint) * 2);
            var expected = factors[(i % 2 * tree.LimbCount) + tree.LimbOf[joint]] * (before[i] - before[parent]);
            Assert.That(clip.Values[i] - clip.Values[parent], Is.EqualTo(expected).Within(1e-5), layout.Joints[joint]);
            if (joint == layout.Center)
                Assert.That(clip.Values[i], Is.EqualTo(before[i]));
        }
    }

    [TestCaseSource(nameof(Layouts))]
    public void Both_sides_are_one_limb(SkeletonLayout layout)
    {
        var tree = LimbTree.Of(layout);
        if (layout.HasShoulders)
            Assert.That(tree.LimbCount, Is.LessThan(layout.Regions.Length), "arms and legs");
        for (var joint = 0; joint < layout.JointCount; joint++)
            Assert.That(tree.LimbOf[layout.Mirror[joint]], Is.EqualTo(tree.LimbOf[joint]), layout.Joints[joint]);
    }

    [Test]
    public void Bodies_have_proportions_of_their_own_and_absent_ones_none()
    {
        var clip = ClipUnderTest.Random(new ClipShape(3, 4, 25, 3), 2, absentBody: 1);
        var scaled = clip.After(new LimbScale(), 1);
        var elbow = new[] { 0, 1, 2 }.Select(body => Bone(scaled, body) / Bone(clip, body)).ToArray();
        Assert.That(elbow[0], Is.InRange(0.85f, 1.15f).And.Not.EqualTo(elbow[2]).Within(1e-3));
        Assert.That(scaled.Clip.HasBody(1), Is.False);

        static float Bone(ClipUnderTest of, int body) => of.Values[(5 * 3) + body] - of.Values[(4 * 3) + body];
    }

    [Test]
    public void What_hangs_from_a_missing_joint_moves_with_the_joint_before_it()
    {
        var layout = SkeletonLayout.NtuRgbd;
        var clip = ClipUnderTest.Random(new ClipShape(1, 1, 25, 1), 2);
        var whole = clip.After(new LimbScale(), 1);
        var elbow = layout.IndexOf("ElbowLeft");
        var wrist = layout.IndexOf("WristLeft");
        var shoulder = layout.IndexOf("ShoulderLeft");
        clip.Values[elbow] = float.NaN;
        var broken = clip.After(new LimbScale(), 1);
        Assert.That(broken.Values[elbow], Is.NaN);
        var move = whole.Values[shoulder] - clip.Values[shoulder];
        Assert.That(broken.Values[wrist], Is.EqualTo(clip.Values[wrist] + move).Within(1e-6));
        Assert.That(broken.Values[layout.IndexOf("KneeLeft")], Is.EqualTo(whole.Values[layout.IndexOf("KneeLeft")]));
    }
}
