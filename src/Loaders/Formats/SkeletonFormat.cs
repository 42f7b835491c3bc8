namespace MsMclr.MLNet;

/// <summary>The known formats.</summary>
public static partial class SkeletonFormat
{
    /// <summary>NTU RGB+D and NTU RGB+D 120 <c>.skeleton</c> text: Kinect v2, 25 joints, two bodies, 120 actions, everything else in the file's name.</summary>
    public static ISkeletonFormat NtuRgbd { get; } = new NtuFormat();

    /// <summary>Northwestern-UCLA JSON: Kinect v1, 20 joints, one body, ten actions.</summary>
    public static ISkeletonFormat NwUcla { get; } = new NwUclaFormat();
}
