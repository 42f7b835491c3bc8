namespace MsMclr.MLNet;

public sealed partial class SkeletonLayout
{
    /// <summary>
    /// Gets Azure Kinect, 32 joints, the order of Microsoft's body tracking SDK (<c>k4abt_joint_id_t</c>), which Orbbec's cameras use too.
    /// Center: joint 3 (spine chest). Bones are the SDK's. Parts and regions follow <see cref="NtuRgbd"/>.
    /// </summary>
    public static SkeletonLayout AzureKinect32 { get; } = new("azure-kinect-32",
        ["Pelvis", "SpineNavel", "SpineChest", "Neck", "ClavicleLeft", "ShoulderLeft", "ElbowLeft", "WristLeft", "HandLeft",
            "HandTipLeft", "ThumbLeft", "ClavicleRight", "ShoulderRight", "ElbowRight", "WristRight", "HandRight", "HandTipRight",
            "ThumbRight", "HipLeft", "KneeLeft", "AnkleLeft", "FootLeft", "HipRight", "KneeRight", "AnkleRight", "FootRight", "Head",
            "Nose", "EyeLeft", "EarLeft", "EyeRight", "EarRight"],
        OneBased((1, 2), (2, 3), (4, 3), (5, 3), (6, 5), (7, 6), (8, 7), (9, 8), (10, 9), (11, 8), (12, 3), (13, 12), (14, 13), (15, 14),
            (16, 15), (17, 16), (18, 15), (19, 1), (20, 19), (21, 20), (22, 21), (23, 1), (24, 23), (25, 24), (26, 25), (27, 4), (28, 27),
            (29, 27), (30, 27), (31, 27), (32, 27)),
        center: 2,
        mirror: [0, 1, 2, 3, 11, 12, 13, 14, 15, 16, 17, 4, 5, 6, 7, 8, 9, 10, 22, 23, 24, 25, 18, 19, 20, 21, 26, 27, 30, 31, 28, 29],
        parts:
        [
            OneBased("trunk", 1, 2, 3), OneBased("head", 4, 27, 28, 29, 30, 31, 32), OneBased("left arm", 5, 6, 7, 8),
            OneBased("left hand", 9, 10, 11), OneBased("right arm", 12, 13, 14, 15), OneBased("right hand", 16, 17, 18),
            OneBased("left thigh", 19, 20), OneBased("left foot", 21, 22), OneBased("right thigh", 23, 24),
            OneBased("right foot", 25, 26),
        ],
        regions:
        [
            OneBased("left arm", 5, 6, 7, 8, 9, 10, 11), OneBased("right arm", 12, 13, 14, 15, 16, 17, 18),
            OneBased("left leg", 19, 20, 21, 22), OneBased("right leg", 23, 24, 25, 26),
            OneBased("trunk", 1, 2, 3, 4, 27, 28, 29, 30, 31, 32),
        ],
        leftShoulder: 5, rightShoulder: 12);
}
