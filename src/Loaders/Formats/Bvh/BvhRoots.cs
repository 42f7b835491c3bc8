using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Loaders.Formats.Bvh;

/// <summary>Several roots in one file are several people, who have one skeleton.</summary>
internal static class BvhRoots
{
    /// <summary>Requires that every root begins the same skeleton; what a person's joints all have in their names does not count.</summary>
    /// <exception cref="SkeletonFileException">Roots differ.</exception>
    public static void CheckAlike(SkeletonFile file, List<List<BvhJoint>> roots)
    {
        foreach (var root in roots.Skip(1))
        {
            if (AreAlike(roots[0], root))
                continue;
            throw file.Bad(
                0,
                $"its roots '{TextLines.Shown(roots[0][0].Name)}' ({roots[0].Count} joints) and '{TextLines.Shown(root[0].Name)}' "
                + $"({root.Count} joints) begin different skeletons, and a clip has one; save each of them as a file");
        }
    }

    private static bool AreAlike(List<BvhJoint> one, List<BvhJoint> other)
    {
        if (one.Count != other.Count || one.Zip(other).Any(pair => pair.First.Parent != pair.Second.Parent))
            return false;
        return Names(one).SequenceEqual(Names(other), StringComparer.Ordinal);
    }

    private static IEnumerable<string> Names(List<BvhJoint> root)
    {
        var words = root.ConvertAll(joint => JointNames.Words(joint.Name));
        var shared = words.Aggregate(words[0].AsEnumerable(), (left, name) => left.Intersect(name)).ToHashSet();
        return words.Select(name => string.Join(' ', name.Where(word => !shared.Contains(word))));
    }
}
