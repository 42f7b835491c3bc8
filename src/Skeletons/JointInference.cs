namespace MsMclr.MLNet.Skeletons;

/// <summary>What joints are called elsewhere, and where a joint is likely to be that a sensor does not report.</summary>
internal static class JointInference
{
    private static readonly string[][] SameJoint = [["SpineBase", "HipCenter", "MidHip"], ["SpineMid", "Spine"], ["SpineShoulder", "ShoulderCenter"]];

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
            return new JointSource(index, index, false);
        var name = SameJoint.FirstOrDefault(names => names.Contains(joint, StringComparer.OrdinalIgnoreCase))?[0] ?? joint;
        foreach (var (first, second) in Guesses.GetValueOrDefault(name, []))
        {
            var (a, b) = (Known(layout, first), Known(layout, second));
            if (a >= 0 && b >= 0)
                return new JointSource(a, b, true);
        }

        return null;
    }

    private static int Known(SkeletonLayout layout, string joint)
    {
        var index = layout.IndexOf(joint);
        if (index >= 0)
            return index;
        foreach (var name in SameJoint.FirstOrDefault(names => names.Contains(joint, StringComparer.OrdinalIgnoreCase)) ?? [])
        {
            index = layout.IndexOf(name);
            if (index >= 0)
                return index;
        }

        return -1;
    }
}
