using System.Collections.Immutable;

namespace MsMclr.MLNet.Skeletons.Names;

/// <summary>Makes a layout of joints and their parents: bones led to the center, limbs as groups.</summary>
internal static class NamedLayout
{
    public static SkeletonLayout Make(string name, JointNames names)
    {
        var joints = names.Joints;
        var parents = names.Parents;
        var order = FromCenter(parents, names.Center);
        var children = new int[joints.Length];
        foreach (var joint in order.Skip(1))
            children[parents[joint]]++;
        return new SkeletonLayout(
            name,
            joints,
            order.Skip(1).Order().Select(joint => new Bone(joint, parents[joint])),
            names.Center,
            names.Mirror,
            parts: Groups(joint => joint == names.Center || children[parents[joint]] > 1),
            regions: Groups(joint => joint == names.Center || parents[joint] == names.Center),
            names.LeftShoulder,
            names.RightShoulder)
        {
            Warnings = names.Warnings,
        };

        // A group begins where the given joints are, and reaches out to the next such joint.
        IEnumerable<JointGroup> Groups(Func<int, bool> begins)
        {
            var first = new int[joints.Length];
            foreach (var joint in order)
                first[joint] = begins(joint) ? joint : first[parents[joint]];
            return Enumerable.Range(0, first.Length)
                .GroupBy(joint => first[joint])
                .Select(group => new JointGroup(joints[group.Key], group));
        }
    }

    /// <summary>The same bones with another joint as the root; -1 is the root's parent.</summary>
    public static ImmutableArray<int> Rerooted(IReadOnlyList<int> parents, int root)
    {
        var turned = parents.ToArray();
        var above = -1;
        for (var joint = root; joint >= 0;)
        {
            var next = parents[joint];
            turned[joint] = above;
            above = joint;
            joint = next;
        }

        return [.. turned];
    }

    /// <summary>The joints, each after the one it hangs from.</summary>
    /// <exception cref="ArgumentException">The parents lead not all to the center.</exception>
    private static List<int> FromCenter(ImmutableArray<int> parents, int center)
    {
        var below = Enumerable.Range(0, parents.Length).Where(joint => joint != center).ToLookup(joint => parents[joint]);
        var order = new List<int> { center };
        for (var at = 0; at < order.Count; at++)
            order.AddRange(below[order[at]]);
        if (order.Count < parents.Length)
            throw new ArgumentException("Parents: not every joint leads to the root; one tree is expected.", nameof(parents));
        return order;
    }
}
