using System.Runtime.CompilerServices;

namespace MsMclr.MLNet.Transforms.Augmentation;

/// <summary>The bones of a layout from the center outward, and which of them are scaled together.</summary>
/// <remarks>
/// Bones belong to the region of their outer joint. Regions that mirror each other (both arms, both legs) are one limb: people have arms
/// of one length.
/// </remarks>
internal sealed class LimbTree
{
    private static readonly ConditionalWeakTable<SkeletonLayout, LimbTree> Known = [];

    private LimbTree(SkeletonLayout layout)
    {
        Outward = FromCenter(layout);
        LimbOf = Limbs(layout);
        LimbCount = LimbOf.Max() + 1;
    }

    /// <summary>All bones, each after the one that it hangs from.</summary>
    public Bone[] Outward { get; }

    /// <summary>For each joint the limb that its bone belongs to, from 0.</summary>
    public int[] LimbOf { get; }

    /// <summary>How many limbs there are.</summary>
    public int LimbCount { get; }

    /// <summary>The tree of a layout, made once.</summary>
    public static LimbTree Of(SkeletonLayout layout) => Known.GetValue(layout, static layout => new LimbTree(layout));

    private static Bone[] FromCenter(SkeletonLayout layout)
    {
        List<Bone> order = [.. layout.Bones.Where(bone => bone.Parent == layout.Center)];
        for (var at = 0; at < order.Count; at++)
        {
            var parent = order[at].Child;
            order.AddRange(layout.Bones.Where(bone => bone.Parent == parent));
        }

        return [.. order];
    }

    private static int[] Limbs(SkeletonLayout layout)
    {
        var limbs = new int[layout.JointCount];
        Array.Fill(limbs, -1);
        var count = 0;
        foreach (var region in layout.Regions)
        {
            if (limbs[region.Joints[0]] >= 0)
                continue; // Its mirror image was here.
            foreach (var joint in region.Joints)
                limbs[joint] = count;
            foreach (var mirrored in Mirrored(layout, region)?.Joints ?? [])
                limbs[mirrored] = count;
            count++;
        }

        return limbs;
    }

    private static JointGroup? Mirrored(SkeletonLayout layout, JointGroup region)
    {
        var image = region.Joints.Select(joint => layout.Mirror[joint]).ToHashSet();
        return layout.Regions.FirstOrDefault(other => image.SetEquals(other.Joints));
    }
}
