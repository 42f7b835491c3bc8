namespace MsMclr.MLNet.Tests;

public class SkeletonConversionTests
{
    [Test]
    public void Kinect_v2_becomes_v1_without_guessing()
    {
        var conversion = SkeletonConversion.Between(SkeletonLayout.NtuRgbd, SkeletonLayout.KinectV1);
        Assert.That(conversion.Inferred, Is.Empty);
        Assert.That(conversion.Joints[0].First, Is.EqualTo(SkeletonLayout.NtuRgbd.IndexOf("SpineBase")));
        Assert.That(conversion.Joints[2].First, Is.EqualTo(SkeletonLayout.NtuRgbd.IndexOf("SpineShoulder")));
    }

    [Test]
    public void Kinect_v1_becomes_v2_only_with_leave_to_guess()
    {
        var exception = Assert.Throws<ArgumentException>(() => SkeletonConversion.Between(SkeletonLayout.KinectV1, SkeletonLayout.NtuRgbd));
        Assert.That(exception!.Message, Does.Contain("Neck, HandTipLeft, ThumbLeft, HandTipRight, ThumbRight").And.Contain("inferJoints"));
        var conversion = SkeletonConversion.Between(SkeletonLayout.KinectV1, SkeletonLayout.NtuRgbd, inferJoints: true);
        Assert.That(conversion.Inferred, Is.EqualTo(new[] { "Neck", "HandTipLeft", "ThumbLeft", "HandTipRight", "ThumbRight" }));
        var body = Enumerable.Range(0, 60).Select(i => (float)i).ToArray();
        var converted = new float[75];
        conversion.Convert(body, 3, converted);
        // The neck is between shoulder center (joint 3) and head (joint 4).
        Assert.That(converted[6..9], Is.EqualTo(new[] { 7.5f, 8.5f, 9.5f }));
    }

    [Test]
    public void There_and_back_keeps_what_both_layouts_have()
    {
        var there = SkeletonConversion.Between(SkeletonLayout.KinectV1, SkeletonLayout.NtuRgbd, inferJoints: true);
        var back = SkeletonConversion.Between(SkeletonLayout.NtuRgbd, SkeletonLayout.KinectV1);
        var body = Enumerable.Range(1, 60).Select(i => i * 0.3f).ToArray();
        var middle = new float[75];
        var again = new float[60];
        there.Convert(body, 3, middle);
        back.Convert(middle, 3, again);
        Assert.That(again, Is.EqualTo(body));
    }

    [TestCaseSource(nameof(Pairs))]
    public void Same_joints_in_another_order_are_found(SkeletonLayout source, SkeletonLayout target)
    {
        var conversion = SkeletonConversion.Between(source, target, inferJoints: true);
        for (var joint = 0; joint < target.JointCount; joint++)
        {
            if (source.IndexOf(target.Joints[joint]) is var same and >= 0)
                Assert.That(conversion.Joints[joint], Is.EqualTo(new JointSource(same, same, false)));
        }
    }

    [Test]
    public void A_joint_that_nothing_tells_is_named()
        => Assert.That(
            () => SkeletonConversion.Between(SkeletonLayout.KinectV1, SkeletonLayout.Coco17, inferJoints: true),
            Throws.TypeOf<ArgumentException>().With.Message.Contains("EyeLeft"));

    [Test]
    public void Wrong_lengths_are_refused()
    {
        var conversion = SkeletonConversion.Between(SkeletonLayout.UtdMhad, SkeletonLayout.KinectV1);
        Assert.Throws<ArgumentException>(() => conversion.Convert(new float[59], 3, new float[60]));
        Assert.Throws<ArgumentException>(() => conversion.Convert(new float[60], 3, new float[61]));
    }

    [Test]
    public void A_joint_between_two_of_which_one_is_missing_is_missing_and_its_score_is_zero()
    {
        var conversion = SkeletonConversion.Between(SkeletonLayout.Coco17, SkeletonLayout.OpenPose18, inferJoints: true);
        var body = Enumerable.Range(1, 17 * 3).Select(i => i * 0.25f).ToArray();
        var left = SkeletonLayout.Coco17.IndexOf("ShoulderLeft");
        body.AsSpan(3 * left, 2).Fill(float.NaN);
        body[(3 * left) + 2] = 0;
        var converted = new float[18 * 3];
        conversion.Convert(body, channels: 3, coordinates: 2, converted);
        for (var joint = 0; joint < 18; joint++)
        {
            var name = SkeletonLayout.OpenPose18.Joints[joint];
            var values = converted[(3 * joint)..(3 * (joint + 1))];
            if (name is "Neck" or "ShoulderLeft")
                Assert.That(values, Is.EqualTo(new[] { float.NaN, float.NaN, 0 }), name);
            else
                Assert.That(values, Is.EqualTo(body[(3 * SkeletonLayout.Coco17.IndexOf(name))..][..3]), name);
        }
    }

    [TestCase(0)]
    [TestCase(4)]
    public void A_number_of_coordinates_that_a_joint_has_not_is_refused(int coordinates)
    {
        var conversion = SkeletonConversion.Between(SkeletonLayout.UtdMhad, SkeletonLayout.KinectV1);
        Assert.Throws<ArgumentOutOfRangeException>(() => conversion.Convert(new float[60], 3, coordinates, new float[60]));
    }

    private static IEnumerable<TestCaseData> Pairs()
    {
        yield return new(SkeletonLayout.UtdMhad, SkeletonLayout.KinectV1);
        yield return new(SkeletonLayout.KinectV1, SkeletonLayout.UtdMhad);
        yield return new(SkeletonLayout.MediaPipe33, SkeletonLayout.Coco17);
        yield return new(SkeletonLayout.Coco17, SkeletonLayout.OpenPose18);
        yield return new(SkeletonLayout.OpenPose18, SkeletonLayout.Coco17);
    }
}
