using System.Numerics;
using MsMclr.MLNet.Loaders.Synthetic;

namespace MsMclr.MLNet.Tests;

public class SelfOcclusionTests
{
    private const int LeftShoulder = 4;
    private const int RightShoulder = 8;
    private const int RightHip = 16;
    private const int RightKnee = 17;

    [Test]
    public void A_body_seen_from_in_front_hides_nothing()
        => Assert.That(Errors(facing: 180).SelectMany(errors => errors), Is.All.EqualTo(Vector3.Zero));

    [Test]
    public void Seen_from_its_left_a_body_hides_its_right_shoulder_and_leg()
    {
        var errors = Errors(facing: 90);
        Assert.That(Deviation(errors, RightShoulder), Is.EqualTo(0.05).Within(0.01));
        Assert.That(Deviation(errors, RightKnee), Is.EqualTo(0.05).Within(0.01));
        Assert.That(Deviation(errors, LeftShoulder), Is.Zero);
        Assert.That(Deviation(errors, RightHip), Is.Zero.Or.EqualTo(0.05).Within(0.01));
    }

    [Test]
    public void An_error_lasts_and_goes_when_the_joint_is_seen_again()
    {
        var occlusion = new SelfOcclusion(0.05, ClipRandom.Of(1, "test"));
        Vector3 before = default;
        var change = 0.0;
        var size = 0.0;
        for (var frame = 0; frame < 2_000; frame++)
        {
            var now = occlusion.Next(Standing(90), 0)[RightShoulder];
            change += Vector3.DistanceSquared(now, before);
            size += now.LengthSquared();
            before = now;
        }

        Assert.That(change / size, Is.EqualTo(0.2).Within(0.05), "2 - 2 * 0.9");
        for (var frame = 0; frame < 20; frame++)
            before = occlusion.Next(Standing(180), 0)[RightShoulder];
        Assert.That(before.Length(), Is.LessThan(1e-4f));
    }

    private static double Deviation(List<Vector3[]> errors, int joint)
        => Math.Sqrt(errors.Average(frame => frame[joint].LengthSquared()) / 3);

    private static List<Vector3[]> Errors(double facing)
    {
        var occlusion = new SelfOcclusion(0.05, ClipRandom.Of(1, "test"));
        return [.. Enumerable.Range(0, 2_000).Select(_ => occlusion.Next(Standing(facing), 0).ToArray())];
    }

    /// <summary>A standing adult three meters away, before a camera at 0 that looks along +z.</summary>
    private static Vector3[] Standing(double facing)
    {
        var joints = new Vector3[25];
        new SyntheticBody(1, 1, children: 0).Pose(new double[(int)Dof.Count], new Vector3(0, -1, 3), facing, joints);
        return joints;
    }
}
