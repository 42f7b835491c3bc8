namespace MsMclr.MLNet.Skeletons;

/// <summary>What joints are called elsewhere, and where a joint is likely to be that a sensor does not report.</summary>
internal static class JointInference
{
    private static readonly string[][] SameJoint =
    [
        ["SpineBase", "HipCenter", "MidHip", "Pelvis"],
        ["SpineMid", "Spine", "SpineNavel"],
        ["SpineShoulder", "ShoulderCenter", "SpineChest"],
    ];

    // In order of preference; a pair means the middle between the two.
    private static readonly Dictionary<string, (string First, string Second)[]> Guesses = new(StringComparer.OrdinalIgnoreCase)
    {
        ["HandTipLeft"] = [("IndexLeft", "IndexLeft"), ("HandLeft", "HandLeft"), ("WristLeft", "WristLeft")],
        ["HandTipRight"] = [("IndexRight", "IndexRight"), ("HandRight", "HandRight"), ("WristRight", "WristRight")],
        ["ThumbLeft"] = [("HandLeft", "HandLeft"), ("WristLeft", "WristLeft")],
        ["ThumbRight"] = [("HandRight", "HandRight"), ("WristRight", "WristRight")],
        ["HandLeft"] = [("IndexLeft", "PinkyLeft"), ("WristLeft", "WristLeft")],
        ["HandRight"] = [("IndexRight", "PinkyRight"), ("WristRight", "WristRight")],
        ["FootLeft"] = [("FootIndexLeft", "FootIndexLeft"), ("AnkleLeft", "AnkleLeft")],
        ["FootRight"] = [("FootIndexRight", "FootIndexRight"), ("AnkleRight", "AnkleRight")],
        ["Neck"] = [("SpineShoulder", "Head"), ("ShoulderLeft", "ShoulderRight")],
        ["Head"] = [("EarLeft", "EarRight"), ("Nose", "Nose")],
        ["Nose"] = [("Head", "Head")],
        ["SpineShoulder"] = [("Neck", "Neck"), ("ShoulderLeft", "ShoulderRight")],
        ["SpineBase"] = [("HipLeft", "HipRight")],
    };

    /// <summary>Where a joint is in a layout, or null if nothing tells.</summary>
    public static JointSource? Find(SkeletonLayout layout, string joint)
    {
        var index = Known(layout, joint);
        if (index >= 0)
            return new JointSource(index, index, IsInferred: false);
        var name = NamesOf(joint) is [var first, ..] ? first : joint;
        foreach (var guess in Guesses.GetValueOrDefault(name, []))
        {
            var one = Known(layout, guess.First);
            var other = Known(layout, guess.Second);
            if (one >= 0 && other >= 0)
                return new JointSource(one, other, IsInferred: true);
        }

        return null;
    }

    private static int Known(SkeletonLayout layout, string joint)
    {
        var index = layout.IndexOf(joint);
        if (index >= 0)
            return index;
        foreach (var name in NamesOf(joint))
        {
            index = layout.IndexOf(name);
            if (index >= 0)
                return index;
        }

        return -1;
    }

    /// <summary>All names of a joint, Kinect v2's first; none where the joint has only one.</summary>
    private static string[] NamesOf(string joint)
        => Array.Find(SameJoint, names => names.Contains(joint, StringComparer.OrdinalIgnoreCase)) ?? [];
}
