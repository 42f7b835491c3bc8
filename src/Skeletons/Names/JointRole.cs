namespace MsMclr.MLNet.Skeletons.Names;

/// <summary>What a joint is for.</summary>
internal enum JointRole
{
    Other,
    Pelvis,
    Spine,
    Chest,
    Neck,
    Head,
    Face,
    Collar,
    UpperArm,
    Elbow,
    Wrist,
    Hand,
    Finger,
    Hip,
    Knee,
    Ankle,
    Foot,
    Toe,
}
