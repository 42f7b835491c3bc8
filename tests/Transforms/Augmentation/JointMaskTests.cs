namespace MsMclr.MLNet.Tests;

public class JointMaskTests
{
    private static readonly ClipShape Shape = new(3, 20, 25, 2);

    [Test]
    public void The_same_joints_are_zero_in_one_run_of_frames_for_all_bodies()
    {
        var clip = ClipUnderTest.Random(Shape, 1);
        for (var seed = 0; seed < 300; seed++)
        {
            var masked = clip.After(new JointMask { Probability = 1, MaxJointShare = 0.2, MaxFrameShare = 0.5 }, seed);
            var places = Enumerable.Range(0, Shape.Length).Where(i => masked.Values[i] == 0).ToList();
            var joints = places.Select(i => i / 2 % 25).Distinct().Count();
            var frames = places.Select(i => i / 50 % 20).Distinct().Order().ToList();
            Assert.That(joints, Is.InRange(1, 5));
            Assert.That(frames, Has.Count.InRange(1, 10).And.EqualTo(Enumerable.Range(frames[0], frames.Count)));
            Assert.That(places, Has.Count.EqualTo(3 * 2 * joints * frames.Count), "nothing else is masked");
            var others = Enumerable.Range(0, Shape.Length).Except(places);
            Assert.That(others.All(i => masked.Values[i] == clip.Values[i]), "and the rest is as it was");
        }
    }

    [Test]
    public void Every_joint_and_every_frame_has_its_turn()
    {
        var clip = ClipUnderTest.Random(Shape, 1);
        var counts = new int[Shape.Length];
        for (var seed = 0; seed < 1000; seed++)
        {
            var masked = clip.After(new JointMask { Probability = 1 }, seed).Values;
            for (var i = 0; i < counts.Length; i++)
                counts[i] += masked[i] == 0 ? 1 : 0;
        }

        var joints = Enumerable.Range(0, 25).Select(joint => counts[(10 * 50) + (joint * 2)]).ToList();
        Assert.That(joints.Max(), Is.LessThan(2 * joints.Min()));
        Assert.That(counts, Has.All.Positive);
    }

    [Test]
    public void A_missing_joint_stays_missing()
    {
        var clip = ClipUnderTest.Random(Shape, 1);
        clip.Values[0] = float.NaN;
        JointMask.Mask(clip.Clip, [0, 3], first: 0, length: 20);
        Assert.That(clip.Values[..2], Is.EqualTo(new[] { float.NaN, 0 }));
    }
}
