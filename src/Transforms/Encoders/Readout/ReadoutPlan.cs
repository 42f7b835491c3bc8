using System.Collections.Immutable;
using System.Globalization;
using MsMclr.MLNet.Transforms.Encoders.Architecture;

namespace MsMclr.MLNet.Transforms.Encoders.Readout;

/// <summary>A read-out of one encoder: the blocks with their segments, the groups of its skeleton, and the order of the numbers.</summary>
internal sealed class ReadoutPlan
{
    private const string WholeBody = "body";

    public ReadoutPlan(SkeletonReadout readout, SkeletonLayout layout, EncoderArchitecture architecture, int frames)
    {
        Groups = GroupsOf(layout, readout.Groups);
        Poolings = [.. Enum.GetValues<ReadoutPooling>().Where(pooling => readout.Pooling.HasFlag(pooling))];
        var blocks = new List<BlockReadout>();
        foreach (var block in architecture.Blocks)
        {
            frames = block.FramesAfter(frames);
            if (readout.Blocks.Contains(block.Index + 1))
                blocks.Add(new(block.Index, block.Outputs, frames, FrameRange.Divide(frames, readout.Segments)));
        }

        Blocks = blocks;
    }

    /// <summary>The blocks that are read, first to last.</summary>
    public IReadOnlyList<BlockReadout> Blocks { get; }

    /// <summary>The groups of joints; each joint is in one of them.</summary>
    public IReadOnlyList<JointGroup> Groups { get; }

    /// <summary>The ways to pool, each a single one.</summary>
    public IReadOnlyList<ReadoutPooling> Poolings { get; }

    /// <summary>How many numbers the read-out gives. In 64 bits: the sizes of a stranger's file may overflow an integer.</summary>
    public long Size => Blocks.Sum(block => (long)block.Channels * block.Segments.Count * Groups.Count * Poolings.Count);

    /// <summary>
    /// The names of the numbers in their order, all counted from 1: <c>block10.left arm.2of2.17</c>, <c>block10.left arm.2of2.max.17</c>.
    /// </summary>
    public IEnumerable<string> Names()
    {
        foreach (var block in Blocks)
        {
            foreach (var pooling in Poolings)
            {
                var way = pooling == ReadoutPooling.Max ? "max." : "";
                for (var segment = 1; segment <= block.Segments.Count; segment++)
                {
                    foreach (var group in Groups)
                    {
                        var invariant = CultureInfo.InvariantCulture;
                        var place = $"{group.Name}.{segment.ToString(invariant)}of{block.Segments.Count.ToString(invariant)}";
                        for (var channel = 1; channel <= block.Channels; channel++)
                            yield return string.Create(invariant, $"block{block.Index + 1}.{place}.{way}{channel}");
                    }
                }
            }
        }
    }

    // A layout that names one group only does not divide the skeleton there: the next larger groups are taken.
    private static ImmutableArray<JointGroup> GroupsOf(SkeletonLayout layout, ReadoutGroups groups)
    {
        if (groups == ReadoutGroups.Joints)
            return [.. layout.Joints.Select((name, joint) => new JointGroup(name, [joint]))];
        if (groups == ReadoutGroups.Parts && layout.Parts.Length > 1)
            return layout.Parts;
        if (groups != ReadoutGroups.Body && layout.Regions.Length > 1)
            return layout.Regions;
        return [new(WholeBody, Enumerable.Range(0, layout.JointCount))];
    }
}
