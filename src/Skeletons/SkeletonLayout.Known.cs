using System.Collections.Immutable;

namespace MsMclr.MLNet;

public sealed partial class SkeletonLayout
{
    /// <summary>Gets the layouts that come with the library.</summary>
    public static ImmutableArray<SkeletonLayout> Known => KnownLayouts.All;

    // The literature counts joints from 1; so do the tables of known layouts, to be compared with it at a glance.
    private static Bone[] OneBased(params (int Child, int Parent)[] bones)
        => [.. bones.Select(bone => new Bone(bone.Child - 1, bone.Parent - 1))];

    private static JointGroup OneBased(string name, params int[] joints) => new(name, joints.Select(joint => joint - 1));

    // A class of its own: it is filled on first use, when all layouts are there, whatever the order in which the files are compiled.
    private static class KnownLayouts
    {
        public static ImmutableArray<SkeletonLayout> All { get; } =
            [NtuRgbd, KinectV1, UtdMhad, OpenPose18, OpenPose25, Coco17, MediaPipe33, AzureKinect32, Hand21, Face70];
    }
}
