using Microsoft.ML.Data;
using MsMclr.MLNet.Loaders.Contract;

namespace MsMclr.MLNet.Loaders.Formats.Bvh;

/// <summary>Makes a layout of the hierarchy in a BVH file.</summary>
internal static class BvhLayout
{
    private const int MaxBytes = 256 << 20;

    /// <summary>The layout of the first root, and how many roots of it there are.</summary>
    public static (SkeletonLayout Layout, int Bodies) Read(string path, JointNamesOptions? options)
    {
        var file = new SkeletonFile(new MultiFileSource(path), 0, new SkeletonLimits(MaxBytes, int.MaxValue, 1));
        try
        {
            var roots = new BvhParser(file).Hierarchies();
            BvhRoots.CheckAlike(file, roots);
            var names = JointNames.Of(roots[0].Select(joint => joint.Name), roots[0].Select(joint => joint.Parent), options);
            return (names.ToLayout($"bvh-{file.Name}"), roots.Count);
        }
        finally
        {
            file.Release();
        }
    }
}
