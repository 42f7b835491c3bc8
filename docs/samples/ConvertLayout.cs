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
        var from = SkeletonLayout.NtuRgbd.IndexOf("SpineShoulder");
        var to = SkeletonLayout.KinectV1.IndexOf("ShoulderCenter");
        output.WriteLine($"joint {from} becomes joint {to}, x {body[from * 3]} stays {converted[to * 3]}");

        var keypoints = SkeletonConversion.Between(SkeletonLayout.Coco17, SkeletonLayout.OpenPose18, inferJoints: true);
        output.WriteLine($"guessed: {string.Join(", ", keypoints.Inferred)}");
    }
}

// Output:
// joint 20 becomes joint 2, x 60 stays 60
// guessed: Neck
