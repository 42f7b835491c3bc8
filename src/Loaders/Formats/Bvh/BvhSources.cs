using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Loaders.Formats.Bvh;

/// <summary>Finds the joints of a layout in a hierarchy.</summary>
internal sealed class BvhSources(SkeletonLayout layout, IReadOnlyDictionary<string, string>? joints)
{
    /// <summary>For each joint of the layout, its place in the hierarchy: by its name, or by what the name means.</summary>
    /// <exception cref="SkeletonFileException">A joint is not there.</exception>
    public int[] Find(SkeletonFile file, List<BvhJoint> hierarchy)
    {
        var wanted = layout.Joints.Select(joint => joints?.GetValueOrDefault(joint) ?? joint).ToArray();
        var sources = Array.ConvertAll(wanted, name => hierarchy.FindIndex(
            joint => string.Equals(joint.Name, name, StringComparison.OrdinalIgnoreCase)));
        if (Array.TrueForAll(sources, source => source >= 0))
            return sources;
        var alike = JointNames.Of(hierarchy.Select(joint => joint.Name)).Match(JointNames.Of(wanted));
        for (var joint = 0; joint < sources.Length; joint++)
        {
            if (sources[joint] < 0 && !sources.Contains(alike[joint]))
                sources[joint] = alike[joint];
            if (sources[joint] >= 0)
                continue;
            var known = string.Join(", ", hierarchy.Take(20).Select(one => TextLines.Shown(one.Name)));
            throw file.Bad(
                0,
                $"its hierarchy has no joint '{wanted[joint]}' for {layout}; it has {known}. "
                + "Map the names, or use SkeletonFormat.BvhLayout");
        }

        return sources;
    }
}
