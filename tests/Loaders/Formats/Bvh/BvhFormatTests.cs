using System.Globalization;
using System.Numerics;
using CsCheck;
using MsMclr.MLNet.Fuzzing;

namespace MsMclr.MLNet.Tests;

public class BvhFormatTests
{
    internal const string Hierarchy = """
        HIERARCHY
        ROOT Hips
        {
          OFFSET 0 90 0
          CHANNELS 6 Xposition Yposition Zposition Zrotation Xrotation Yrotation
          JOINT LeftArm
          {
            OFFSET 10 0 0
            CHANNELS 3 Zrotation Xrotation Yrotation
            JOINT LeftHand
            {
              OFFSET 20 0 0
              CHANNELS 3 Zrotation Xrotation Yrotation
              End Site
              {
                OFFSET 5 0 0
              }
            }
          }
          JOINT RightArm
          {
            OFFSET -10 0 0
            CHANNELS 0
            End Site
            {
              OFFSET -5 0 0
            }
          }
        }
        MOTION

        """;

    [Test]
    public void Angles_become_positions_by_forward_kinematics()
    {
        const string motion = "Frames: 2\nFrame Time: 0.0083333\n1 2 3 0 0 0 90 0 0 0 0 0\n0 0 0 0 0 90 0 0 0 0 0 90\n";
        var clip = Load(Hierarchy + motion, out var layout);
        Assert.That(layout.Joints, Is.EqualTo(new[] { "Hips", "LeftArm", "LeftHand", "LeftHandEnd", "RightArm", "RightArmEnd" }));
        Assert.That(layout.Mirror, Is.EqualTo(new[] { 0, 4, 2, 3, 1, 5 }));
        Assert.That((layout.LeftShoulder, layout.RightShoulder), Is.EqualTo((1, 4)));
        Vector3[] expected =
        [
            new(1, 92, 3), new(11, 92, 3), new(11, 112, 3), new(11, 117, 3), new(-9, 92, 3), new(-14, 92, 3),
            new(0, 90, 0), new(0, 90, -10), new(0, 90, -30), new(-5, 90, -30), new(0, 90, 10), new(0, 90, 15),
        ];
        Assert.That(clip.Length, Is.EqualTo(expected.Length * 3));
        for (var i = 0; i < expected.Length; i++)
        {
            var distance = Vector3.Distance(new Vector3(clip.AsSpan(3 * i, 3)), expected[i]);
            Assert.That(distance, Is.LessThan(1e-4f), $"joint {i % 6} of frame {i / 6}");
        }
    }

    [Test]
    public void Any_angles_agree_with_quaternions()
        => Gen.Float[-180, 180].Array[12].Sample(angles =>
        {
            var numbers = string.Join(' ', angles.Select(angle => angle.ToString("R", CultureInfo.InvariantCulture)));
            var clip = Load($"{Hierarchy}Frames: 1\nFrame Time: 0.04\n{numbers}", out _);
            var root = new Vector3(angles[0], 90 + angles[1], angles[2]);
            var hips = Turn(angles, 3);
            var arm = Turn(angles, 6);
            var hand = Turn(angles, 9);
            var armAt = root + Vector3.Transform(new(10, 0, 0), hips);
            var handAt = armAt + Vector3.Transform(new(20, 0, 0), hips * arm);
            var endAt = handAt + Vector3.Transform(new(5, 0, 0), hips * arm * hand);
            return Vector3.Distance(new Vector3(clip.AsSpan(9, 3)), endAt) < 1e-3f
                && Vector3.Distance(new Vector3(clip.AsSpan(6, 3)), handAt) < 1e-3f;
        }, iter: 200);

    [Test]
    public void Names_are_mapped_and_units_scaled()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.bvh", Hierarchy + "Frames: 1\nFrame Time: 0.04\n0 0 0 0 0 0 0 0 0 0 0 0\n");
        var map = new Dictionary<string, string> { ["Hip"] = "hips", ["LeftFoot"] = "LeftHand", ["RightFoot"] = "RightArm" };
        float[] expected = [0, 0.9f, 0, 0.3f, 0.9f, 0, -0.1f, 0.9f, 0];
        var clip = Read.Files(path, SkeletonFormat.Bvh(FuzzSamples.Three, map, 0.01f)).Single().Clip;
        Assert.That(clip, Is.EqualTo(expected).Within(1e-6));
        var failure = Read.Failure("a.bvh", File.ReadAllText(path), SkeletonFormat.Bvh(FuzzSamples.Three));
        Assert.That(failure.Reason, Does.Contain("no joint 'Hip'").And.Contain("LeftHandEnd"));
        Assert.Throws<ArgumentOutOfRangeException>(() => SkeletonFormat.Bvh(FuzzSamples.Three, scale: float.NaN));
    }

    [TestCase("", "'HIERARCHY' is expected, not the end of the file")]
    [TestCase("HIERARCHY ROOT a { OFFSET 0 0 0 CHANNELS 7", "0 to 6")]
    [TestCase("HIERARCHY ROOT a { OFFSET 0 0 0 CHANNELS 1 3 }", "no channel")]
    [TestCase("HIERARCHY ROOT a { OFFSET 0 x 0", "an offset")]
    [TestCase("HIERARCHY ROOT a { OFFSET 0 0 0 CHANNELS 0 JOINT a {", "twice")]
    [TestCase("HIERARCHY ROOT a { OFFSET 0 0 0 CHANNELS 0 } MOTION", "no joint 'Hips'")]
    public void A_hierarchy_that_is_none_says_why(string text, string reason)
        => Assert.That(Read.Failure("a.bvh", text, Format).Reason, Does.Contain(reason));

    [TestCase("Frames: 1000000000\nFrame Time: 0.1\n0", "truncated")]
    [TestCase("Frames: -1\nFrame Time: 0.1\n0", "whole number")]
    [TestCase("Frames: 1\nFrame Time: 0.1\n0 0 0 0 0 NaN 0 0 0 0 0 0", "finite")]
    [TestCase("Frames: 1\nFrame Time: 0.1\n0 0 0 0 0 0 0 0 0 0 0 0 0", "truncated")]
    [TestCase("Frames: 1\nFrame Time: 0.1\n0 0 0 0 0 0 0 0 0 0 0 0 }", "finite number, not '}'")]
    public void Motion_that_is_none_names_its_line(string text, string reason)
    {
        var exception = Read.Failure("a.bvh", Hierarchy + text, Format);
        Assert.That(exception.Reason, Does.Contain(reason));
        Assert.That(exception.Line, Is.GreaterThan(25));
    }

    private static SkeletonLayout Own { get; } =
        new("own", ["Hips", "LeftArm"], [new(1, 0)], 0, [0, 1], [new("all", [0, 1])], [new("all", [0, 1])]);

    internal static ISkeletonFormat Format => SkeletonFormat.Bvh(Own);

    private static Quaternion Turn(float[] angles, int at)
    {
        Quaternion About(Vector3 axis, int i) => Quaternion.CreateFromAxisAngle(axis, angles[i] * MathF.PI / 180);
        return About(Vector3.UnitZ, at) * About(Vector3.UnitX, at + 1) * About(Vector3.UnitY, at + 2);
    }

    private static float[] Load(string text, out SkeletonLayout layout)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.bvh", text);
        layout = SkeletonFormat.BvhLayout(path);
        return Read.Files(path, SkeletonFormat.Bvh(layout)).Single().Clip;
    }
}
