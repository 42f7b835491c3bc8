namespace MsMclr.MLNet;

/// <summary>
/// Specifies what a network sees of a clip. The field trains one network for each of the first three and fuses their scores.
/// </summary>
public enum SkeletonStream
{
    /// <summary>Joint positions as they are.</summary>
    Joint,

    /// <summary>Each joint minus its parent joint; the bone of the center joint is 0.</summary>
    Bone,

    /// <summary>Each frame's successor minus the frame; the last frame is 0.</summary>
    Motion,

    /// <summary>
    /// All three as channels of one network: C of joints, C of bones, C of motion. Clips stay as they are, and the network makes the
    /// channels itself.
    /// </summary>
    Stacked,
}
