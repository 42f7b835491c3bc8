namespace MsMclr.MLNet;

public sealed partial class SkeletonLayout
{
    /// <summary>
    /// Gets OpenPose's COCO model, 18 joints, the order of Kinetics-skeleton. Center: joint 2 (neck, index 1). Bones as in ST-GCN (hips
    /// hang
    /// from shoulders).
    /// </summary>
    public static SkeletonLayout OpenPose18 { get; } = new("openpose-18",
        ["Nose", "Neck", "ShoulderRight", "ElbowRight", "WristRight", "ShoulderLeft", "ElbowLeft", "WristLeft", "HipRight",
            "KneeRight", "AnkleRight", "HipLeft", "KneeLeft", "AnkleLeft", "EyeRight", "EyeLeft", "EarRight", "EarLeft"],
        OneBased((1, 2), (3, 2), (4, 3), (5, 4), (6, 2), (7, 6), (8, 7), (9, 3), (10, 9), (11, 10), (12, 6), (13, 12), (14, 13),
            (15, 1), (16, 1), (17, 15), (18, 16)),
        center: 1,
        mirror: [0, 1, 5, 6, 7, 2, 3, 4, 11, 12, 13, 8, 9, 10, 15, 14, 17, 16],
        parts:
        [
            OneBased("neck", 2), OneBased("head", 1, 15, 16, 17, 18), OneBased("left arm", 6, 7), OneBased("left hand", 8),
            OneBased("right arm", 3, 4), OneBased("right hand", 5), OneBased("left thigh", 12, 13), OneBased("left foot", 14),
            OneBased("right thigh", 9, 10), OneBased("right foot", 11),
        ],
        regions:
        [
            OneBased("left arm", 6, 7, 8), OneBased("right arm", 3, 4, 5), OneBased("left leg", 12, 13, 14),
            OneBased("right leg", 9, 10, 11), OneBased("trunk", 1, 2, 15, 16, 17, 18),
        ],
        leftShoulder: 5, rightShoulder: 2);

    /// <summary>
    /// Gets OpenPose's BODY_25 model, its default, 25 joints. Center: joint 2 (neck, index 1). Bones: the model's own pairs.
    /// </summary>
    public static SkeletonLayout OpenPose25 { get; } = new("openpose-25",
        ["Nose", "Neck", "ShoulderRight", "ElbowRight", "WristRight", "ShoulderLeft", "ElbowLeft", "WristLeft", "HipCenter",
            "HipRight", "KneeRight", "AnkleRight", "HipLeft", "KneeLeft", "AnkleLeft", "EyeRight", "EyeLeft", "EarRight", "EarLeft",
            "BigToeLeft", "SmallToeLeft", "HeelLeft", "BigToeRight", "SmallToeRight", "HeelRight"],
        OneBased((1, 2), (3, 2), (4, 3), (5, 4), (6, 2), (7, 6), (8, 7), (9, 2), (10, 9), (11, 10), (12, 11), (13, 9), (14, 13), (15, 14),
            (16, 1), (17, 1), (18, 16), (19, 17), (20, 15), (21, 20), (22, 15), (23, 12), (24, 23), (25, 12)),
        center: 1,
        mirror: [0, 1, 5, 6, 7, 2, 3, 4, 8, 12, 13, 14, 9, 10, 11, 16, 15, 18, 17, 22, 23, 24, 19, 20, 21],
        parts:
        [
            OneBased("spine", 2, 9), OneBased("head", 1, 16, 17, 18, 19), OneBased("left arm", 6, 7), OneBased("left hand", 8),
            OneBased("right arm", 3, 4), OneBased("right hand", 5), OneBased("left thigh", 13, 14),
            OneBased("left foot", 15, 20, 21, 22), OneBased("right thigh", 10, 11), OneBased("right foot", 12, 23, 24, 25),
        ],
        regions:
        [
            OneBased("left arm", 6, 7, 8), OneBased("right arm", 3, 4, 5), OneBased("left leg", 13, 14, 15, 20, 21, 22),
            OneBased("right leg", 10, 11, 12, 23, 24, 25), OneBased("trunk", 1, 2, 9, 16, 17, 18, 19),
        ],
        leftShoulder: 5, rightShoulder: 2);

    /// <summary>Gets COCO keypoints, 17 joints. Center: joint 1 (nose), from which both shoulders hang, since there is no neck.</summary>
    public static SkeletonLayout Coco17 { get; } = new("coco-17",
        ["Nose", "EyeLeft", "EyeRight", "EarLeft", "EarRight", "ShoulderLeft", "ShoulderRight", "ElbowLeft", "ElbowRight",
            "WristLeft", "WristRight", "HipLeft", "HipRight", "KneeLeft", "KneeRight", "AnkleLeft", "AnkleRight"],
        OneBased((2, 1), (3, 1), (4, 2), (5, 3), (6, 1), (7, 1), (8, 6), (9, 7), (10, 8), (11, 9), (12, 6), (13, 7), (14, 12), (15, 13),
            (16, 14), (17, 15)),
        center: 0,
        mirror: [0, 2, 1, 4, 3, 6, 5, 8, 7, 10, 9, 12, 11, 14, 13, 16, 15],
        parts:
        [
            OneBased("head", 1, 2, 3, 4, 5), OneBased("left arm", 6, 8), OneBased("left hand", 10), OneBased("right arm", 7, 9),
            OneBased("right hand", 11), OneBased("left thigh", 12, 14), OneBased("left foot", 16), OneBased("right thigh", 13, 15),
            OneBased("right foot", 17),
        ],
        regions:
        [
            OneBased("left arm", 6, 8, 10), OneBased("right arm", 7, 9, 11), OneBased("left leg", 12, 14, 16),
            OneBased("right leg", 13, 15, 17), OneBased("head", 1, 2, 3, 4, 5),
        ],
        leftShoulder: 5, rightShoulder: 6);

    /// <summary>
    /// Gets MediaPipe Pose (BlazePose), 33 landmarks. Center: joint 1 (nose), from which both shoulders hang, since there is no neck.
    /// </summary>
    public static SkeletonLayout MediaPipe33 { get; } = new("mediapipe-33",
        ["Nose", "EyeInnerLeft", "EyeLeft", "EyeOuterLeft", "EyeInnerRight", "EyeRight", "EyeOuterRight", "EarLeft", "EarRight",
            "MouthLeft", "MouthRight", "ShoulderLeft", "ShoulderRight", "ElbowLeft", "ElbowRight", "WristLeft", "WristRight",
            "PinkyLeft", "PinkyRight", "IndexLeft", "IndexRight", "ThumbLeft", "ThumbRight", "HipLeft", "HipRight", "KneeLeft",
            "KneeRight", "AnkleLeft", "AnkleRight", "HeelLeft", "HeelRight", "FootIndexLeft", "FootIndexRight"],
        OneBased((2, 1), (3, 2), (4, 3), (8, 4), (5, 1), (6, 5), (7, 6), (9, 7), (10, 1), (11, 1), (12, 1), (13, 1), (14, 12), (15, 13),
            (16, 14), (17, 15), (18, 16), (20, 16), (22, 16), (19, 17), (21, 17), (23, 17), (24, 12), (25, 13), (26, 24), (27, 25),
            (28, 26), (29, 27), (30, 28), (32, 28), (31, 29), (33, 29)),
        center: 0,
        mirror: [0, 4, 5, 6, 1, 2, 3, 8, 7, 10, 9, 12, 11, 14, 13, 16, 15, 18, 17, 20, 19, 22, 21, 24, 23, 26, 25, 28, 27, 30, 29, 32, 31],
        parts:
        [
            OneBased("face", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), OneBased("left arm", 12, 14),
            OneBased("left hand", 16, 18, 20, 22), OneBased("right arm", 13, 15), OneBased("right hand", 17, 19, 21, 23),
            OneBased("left thigh", 24, 26), OneBased("left foot", 28, 30, 32), OneBased("right thigh", 25, 27),
            OneBased("right foot", 29, 31, 33),
        ],
        regions:
        [
            OneBased("left arm", 12, 14, 16, 18, 20, 22), OneBased("right arm", 13, 15, 17, 19, 21, 23),
            OneBased("left leg", 24, 26, 28, 30, 32), OneBased("right leg", 25, 27, 29, 31, 33),
            OneBased("face", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
        ],
        leftShoulder: 11, rightShoulder: 12);
}
