namespace MsMclr.MLNet;

public sealed partial class SkeletonLayout
{
    /// <summary>
    /// Gets one hand, 21 joints, the order of OpenPose and of MediaPipe Hands. Center: joint 1 (wrist). A mirrored left hand is a right
    /// hand with the same joints, so that the mirror is the identity.
    /// </summary>
    public static SkeletonLayout Hand21 { get; } = new("hand-21",
        ["Wrist", "ThumbCmc", "ThumbMcp", "ThumbIp", "ThumbTip", "IndexMcp", "IndexPip", "IndexDip", "IndexTip", "MiddleMcp",
            "MiddlePip", "MiddleDip", "MiddleTip", "RingMcp", "RingPip", "RingDip", "RingTip", "PinkyMcp", "PinkyPip", "PinkyDip",
            "PinkyTip"],
        OneBased((2, 1), (3, 2), (4, 3), (5, 4), (6, 1), (7, 6), (8, 7), (9, 8), (10, 1), (11, 10), (12, 11), (13, 12), (14, 1),
            (15, 14), (16, 15), (17, 16), (18, 1), (19, 18), (20, 19), (21, 20)),
        center: 0,
        mirror: Enumerable.Range(0, 21),
        parts:
        [
            OneBased("wrist", 1), OneBased("thumb", 2, 3, 4, 5), OneBased("index finger", 6, 7, 8, 9),
            OneBased("middle finger", 10, 11, 12, 13), OneBased("ring finger", 14, 15, 16, 17),
            OneBased("little finger", 18, 19, 20, 21),
        ],
        regions:
        [
            OneBased("thumb", 1, 2, 3, 4, 5), OneBased("index finger", 6, 7, 8, 9), OneBased("middle finger", 10, 11, 12, 13),
            OneBased("outer fingers", 14, 15, 16, 17, 18, 19, 20, 21),
        ]);

    /// <summary>
    /// Gets OpenPose's face, 70 points: the 68 of the common facial markup, and the pupils. Left and right are the person's. Center: the
    /// tip of the nose (index 30).
    /// </summary>
    public static SkeletonLayout Face70 { get; } = new("face-70",
        ["JawRight1", "JawRight2", "JawRight3", "JawRight4", "JawRight5", "JawRight6", "JawRight7", "JawRight8", "Chin", "JawLeft8",
            "JawLeft7", "JawLeft6", "JawLeft5", "JawLeft4", "JawLeft3", "JawLeft2", "JawLeft1", "BrowRight1", "BrowRight2", "BrowRight3",
            "BrowRight4", "BrowRight5", "BrowLeft5", "BrowLeft4", "BrowLeft3", "BrowLeft2", "BrowLeft1", "NoseBridge1", "NoseBridge2",
            "NoseBridge3", "NoseTip", "NostrilRight1", "NostrilRight2", "NoseBase", "NostrilLeft2", "NostrilLeft1", "EyeRight1",
            "EyeRight2", "EyeRight3", "EyeRight4", "EyeRight5", "EyeRight6", "EyeLeft4", "EyeLeft3", "EyeLeft2", "EyeLeft1", "EyeLeft6",
            "EyeLeft5", "LipRight1", "LipRight2", "LipRight3", "LipTop", "LipLeft3", "LipLeft2", "LipLeft1", "LipLeft4", "LipLeft5",
            "LipBottom", "LipRight5", "LipRight4", "MouthRight1", "MouthRight2", "MouthTop", "MouthLeft2", "MouthLeft1", "MouthLeft3",
            "MouthBottom", "MouthRight3", "PupilRight", "PupilLeft"],
        [.. Chain(30, 29, 28, 27), .. Chain(27, 21, 20, 19, 18, 17), .. Chain(27, 22, 23, 24, 25, 26), .. Chain(30, 33),
            .. Chain(33, 32, 31), .. Chain(33, 34, 35), .. Chain(27, 39, 38, 37, 36), .. Chain(39, 40, 41), .. Chain(39, 68),
            .. Chain(27, 42, 43, 44, 45), .. Chain(42, 47, 46), .. Chain(42, 69), .. Chain(33, 51, 50, 49, 48, 59, 58),
            .. Chain(51, 52, 53, 54, 55, 56), .. Chain(51, 62, 61, 60, 67), .. Chain(62, 63, 64, 65), .. Chain(62, 66),
            .. Chain(66, 57, 8), .. Chain(8, 7, 6, 5, 4, 3, 2, 1, 0), .. Chain(8, 9, 10, 11, 12, 13, 14, 15, 16)],
        center: 30,
        mirror: [16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 27, 28, 29, 30, 35, 34,
            33, 32, 31, 45, 44, 43, 42, 47, 46, 39, 38, 37, 36, 41, 40, 54, 53, 52, 51, 50, 49, 48, 59, 58, 57, 56, 55, 64, 63, 62, 61, 60,
            67, 66, 65, 69, 68],
        parts:
        [
            new("right jaw", Enumerable.Range(0, 8)), new("chin", [8]), new("left jaw", Enumerable.Range(9, 8)),
            new("right brow", Enumerable.Range(17, 5)), new("left brow", Enumerable.Range(22, 5)), new("nose", Enumerable.Range(27, 9)),
            new("right eye", [36, 37, 38, 39, 40, 41, 68]), new("left eye", [42, 43, 44, 45, 46, 47, 69]),
            new("lips", Enumerable.Range(48, 12)), new("mouth", Enumerable.Range(60, 8)),
        ],
        regions:
        [
            new("jaw", Enumerable.Range(0, 17)), new("brows", Enumerable.Range(17, 10)), new("nose", Enumerable.Range(27, 9)),
            new("eyes", [.. Enumerable.Range(36, 12), 68, 69]), new("mouth", Enumerable.Range(48, 20)),
        ]);

    private static IEnumerable<Bone> Chain(params int[] joints) => joints.Skip(1).Select((joint, i) => new Bone(joint, joints[i]));
}
