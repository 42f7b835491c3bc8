using MsMclr.MLNet;

namespace Samples;

/// <summary>From one layout to another, joint by joint by name.</summary>
public static class ConvertLayout
{
    public static void Run(TextWriter output)
    {
        var body = Enumerable.Range(0, SkeletonLayout.NtuRgbd.JointCount * 3).Select(value => (float)value).ToArray();
        var kinect = SkeletonConversion.Between(SkeletonLayout.NtuRgbd, SkeletonLayout.KinectV1);
        var converted = new float[SkeletonLayout.KinectV1.JointCount * 3];
        kinect.Convert(body, channels: 3, converted);
        var head = (Of: SkeletonLayout.KinectV1.IndexOf("Head"), From: SkeletonLayout.NtuRgbd.IndexOf("Head"));
        output.WriteLine($"Head: joint {head.From} becomes joint {head.Of}, x {body[head.From * 3]} stays {converted[head.Of * 3]}");

        var keypoints = SkeletonConversion.Between(SkeletonLayout.Coco17, SkeletonLayout.OpenPose18, inferJoints: true);
        output.WriteLine($"guessed: {string.Join(", ", keypoints.Inferred)}");
    }
}

// Output:
// Head: joint 3 becomes joint 3, x 9 stays 9
// guessed: Neck
