namespace MsMclr.MLNet;

public sealed partial class SkeletonLayout
{
    /// <summary>
    /// Gets Kinect v2, 25 joints, the order of NTU RGB+D and PKU-MMD. Center: joint 21 (spine shoulder). Parts and regions as in MsMCLR.
    /// </summary>
    public static SkeletonLayout NtuRgbd { get; } = new("ntu-rgb+d",
        ["SpineBase", "SpineMid", "Neck", "Head", "ShoulderLeft", "ElbowLeft", "WristLeft", "HandLeft", "ShoulderRight",
            "ElbowRight", "WristRight", "HandRight", "HipLeft", "KneeLeft", "AnkleLeft", "FootLeft", "HipRight", "KneeRight",
            "AnkleRight", "FootRight", "SpineShoulder", "HandTipLeft", "ThumbLeft", "HandTipRight", "ThumbRight"],
        OneBased((1, 2), (2, 21), (3, 21), (4, 3), (5, 21), (6, 5), (7, 6), (8, 7), (9, 21), (10, 9), (11, 10), (12, 11), (13, 1), (14, 13),
            (15, 14), (16, 15), (17, 1), (18, 17), (19, 18), (20, 19), (22, 23), (23, 8), (24, 25), (25, 12)),
        center: 20,
        mirror: [0, 1, 2, 3, 8, 9, 10, 11, 4, 5, 6, 7, 16, 17, 18, 19, 12, 13, 14, 15, 20, 23, 24, 21, 22],
        parts:
        [
            OneBased("trunk", 1, 2, 21), OneBased("head", 3, 4), OneBased("left arm", 5, 6, 7), OneBased("left hand", 8, 22, 23),
            OneBased("right arm", 9, 10, 11), OneBased("right hand", 12, 24, 25), OneBased("left thigh", 13, 14),
            OneBased("left foot", 15, 16), OneBased("right thigh", 17, 18), OneBased("right foot", 19, 20),
        ],
        regions:
        [
            OneBased("left arm", 5, 6, 7, 8, 22, 23), OneBased("right arm", 9, 10, 11, 12, 24, 25),
            OneBased("left leg", 13, 14, 15, 16), OneBased("right leg", 17, 18, 19, 20), OneBased("trunk", 1, 2, 3, 4, 21),
        ],
        leftShoulder: 4, rightShoulder: 8);

    /// <summary>
    /// Gets Kinect v1, 20 joints, the order of Northwestern-UCLA. Center: joint 3 (shoulder center). Parts and regions follow
    /// <see cref="NtuRgbd"/>.
    /// </summary>
    public static SkeletonLayout KinectV1 { get; } = new("kinect-v1",
        ["HipCenter", "Spine", "ShoulderCenter", "Head", "ShoulderLeft", "ElbowLeft", "WristLeft", "HandLeft", "ShoulderRight",
            "ElbowRight", "WristRight", "HandRight", "HipLeft", "KneeLeft", "AnkleLeft", "FootLeft", "HipRight", "KneeRight",
            "AnkleRight", "FootRight"],
        OneBased((1, 2), (2, 3), (4, 3), (5, 3), (6, 5), (7, 6), (8, 7), (9, 3), (10, 9), (11, 10), (12, 11), (13, 1), (14, 13), (15, 14),
            (16, 15), (17, 1), (18, 17), (19, 18), (20, 19)),
        center: 2,
        mirror: [0, 1, 2, 3, 8, 9, 10, 11, 4, 5, 6, 7, 16, 17, 18, 19, 12, 13, 14, 15],
        parts:
        [
            OneBased("trunk", 1, 2, 3), OneBased("head", 4), OneBased("left arm", 5, 6, 7), OneBased("left hand", 8),
            OneBased("right arm", 9, 10, 11), OneBased("right hand", 12), OneBased("left thigh", 13, 14),
            OneBased("left foot", 15, 16), OneBased("right thigh", 17, 18), OneBased("right foot", 19, 20),
        ],
        regions:
        [
            OneBased("left arm", 5, 6, 7, 8), OneBased("right arm", 9, 10, 11, 12), OneBased("left leg", 13, 14, 15, 16),
            OneBased("right leg", 17, 18, 19, 20), OneBased("trunk", 1, 2, 3, 4),
        ],
        leftShoulder: 4, rightShoulder: 8);

    /// <summary>
    /// Gets Kinect v1, 20 joints, in the order of UTD-MHAD: head first. Joint names are those of <see cref="KinectV1"/>. Center: shoulder
    /// center.
    /// </summary>
    public static SkeletonLayout UtdMhad { get; } = new("utd-mhad",
        ["Head", "ShoulderCenter", "Spine", "HipCenter", "ShoulderLeft", "ElbowLeft", "WristLeft", "HandLeft", "ShoulderRight",
            "ElbowRight", "WristRight", "HandRight", "HipLeft", "KneeLeft", "AnkleLeft", "FootLeft", "HipRight", "KneeRight",
            "AnkleRight", "FootRight"],
        OneBased((1, 2), (3, 2), (4, 3), (5, 2), (6, 5), (7, 6), (8, 7), (9, 2), (10, 9), (11, 10), (12, 11), (13, 4), (14, 13), (15, 14),
            (16, 15), (17, 4), (18, 17), (19, 18), (20, 19)),
        center: 1,
        mirror: [0, 1, 2, 3, 8, 9, 10, 11, 4, 5, 6, 7, 16, 17, 18, 19, 12, 13, 14, 15],
        parts:
        [
            OneBased("trunk", 2, 3, 4), OneBased("head", 1), OneBased("left arm", 5, 6, 7), OneBased("left hand", 8),
            OneBased("right arm", 9, 10, 11), OneBased("right hand", 12), OneBased("left thigh", 13, 14),
            OneBased("left foot", 15, 16), OneBased("right thigh", 17, 18), OneBased("right foot", 19, 20),
        ],
        regions:
        [
            OneBased("left arm", 5, 6, 7, 8), OneBased("right arm", 9, 10, 11, 12), OneBased("left leg", 13, 14, 15, 16),
            OneBased("right leg", 17, 18, 19, 20), OneBased("trunk", 1, 2, 3, 4),
        ],
        leftShoulder: 4, rightShoulder: 8);
}
