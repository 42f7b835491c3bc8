using MsMclr.MLNet.Loaders.Contract;

namespace MsMclr.MLNet.Loaders.Formats.Bvh;

/// <summary>Makes a layout of the hierarchy in a BVH file.</summary>
internal static class BvhLayout
{
    public static SkeletonLayout Read(string path)
    {
        var file = new SkeletonFile(new Microsoft.ML.Data.MultiFileSource(path), 0, new SkeletonLimits(256 << 20, int.MaxValue, 1));
        try
        {
            var joints = new BvhParser(file).Hierarchy();
            var names = joints.Select(joint => joint.Name).ToArray();
            var bones = joints.Select((joint, index) => new Bone(index, joint.Parent)).Skip(1);
            return new SkeletonLayout(
                $"bvh-{file.Name}",
                names,
                bones,
                center: 0,
                mirror: names.Select((name, index) => MirrorOf(names, name, index)),
                parts: Groups(joints, IsJunction(joints)),
                regions: Groups(joints, joint => joints[joint].Parent <= 0),
                leftShoulder: Find(names, "LeftArm", "LeftUpArm", "LeftShoulder", "lShldr", "LShoulder"),
                rightShoulder: Find(names, "RightArm", "RightUpArm", "RightShoulder", "rShldr", "RShoulder"));
        }
        finally
        {
            file.Release();
        }
    }

    // A group begins where the given joints are, and reaches down to the next such joint.
    private static IEnumerable<JointGroup> Groups(List<BvhJoint> joints, Func<int, bool> begins)
    {
        var first = new int[joints.Count];
        for (var joint = 0; joint < first.Length; joint++)
            first[joint] = begins(joint) ? joint : first[joints[joint].Parent];
        return Enumerable.Range(0, first.Length)
            .GroupBy(joint => first[joint])
            .Select(group => new JointGroup(joints[group.Key].Name, group));
    }

    private static Func<int, bool> IsJunction(List<BvhJoint> joints)
    {
        var children = new int[joints.Count];
        foreach (var joint in joints.Skip(1))
            children[joint.Parent]++;
        return joint => joint == 0 || children[joints[joint].Parent] > 1;
    }

    private static int MirrorOf(string[] names, string name, int self)
    {
        var other = Swap(name);
        return other != name && Array.IndexOf(names, other) is var index and >= 0 && Swap(names[index]) == name ? index : self;
    }

    private static string Swap(string name)
    {
        if (name.Contains("Left", StringComparison.Ordinal) || name.Contains("Right", StringComparison.Ordinal))
        {
            return name
                .Replace("Left", "\0", StringComparison.Ordinal)
                .Replace("Right", "Left", StringComparison.Ordinal)
                .Replace("\0", "Right", StringComparison.Ordinal);
        }

        return name switch
        {
            ['l', ..] => "r" + name[1..],
            ['r', ..] => "l" + name[1..],
            ['L', ..] => "R" + name[1..],
            ['R', ..] => "L" + name[1..],
            _ => name,
        };
    }

    /// <summary>The joint that has the first of these names that any joint has; -1 where none has.</summary>
    private static int Find(string[] names, params string[] candidates)
    {
        foreach (var candidate in candidates)
        {
            var index = Array.FindIndex(names, name => string.Equals(name, candidate, StringComparison.OrdinalIgnoreCase));
            if (index >= 0)
                return index;
        }

        return -1;
    }
}
