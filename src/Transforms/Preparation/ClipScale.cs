namespace MsMclr.MLNet;

/// <summary>
/// Specifies what a clip's coordinates are divided by, so that tall and short people, near and far ones, look alike. It is one length for
/// a whole clip: the median over its frames, measured at the first body that has it. Two people keep their proportion.
/// </summary>
public enum ClipScale
{
    /// <summary>Nothing: coordinates keep their unit.</summary>
    None,

    /// <summary>The distance from the middle of the shoulders to the middle of the hips.</summary>
    TrunkLength,

    /// <summary>The distance between the shoulders.</summary>
    ShoulderWidth,

    /// <summary>The diagonal of the box around the body. It needs neither shoulders nor hips, and depends on the pose.</summary>
    Box,
}
