using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Transforms.Encoders.Readout;

/// <summary>A read-out as ONNX nodes.</summary>
/// <remarks>
/// Frames are pooled first, which leaves one value for each joint. Groups are then small: their means are one product with a constant
/// matrix <c>[V, G]</c>.
/// </remarks>
internal sealed class ReadoutGraph(OnnxGraph graph, ReadoutPlan plan)
{
    private readonly bool _isEachJoint = IsEachJoint(plan.Groups);
    private string? _shares;

    /// <summary>The embedding <c>[R, E]</c> from the maps <c>[R, C', T', V]</c> of the first blocks.</summary>
    public string Read(IReadOnlyList<string> maps)
    {
        var parts = new List<string>();
        foreach (var block in plan.Blocks)
        {
            foreach (var pooling in plan.Poolings)
            {
                foreach (var segment in block.Segments)
                    parts.Add(Pool(Frames(maps[block.Index], block, segment), block.Channels, pooling));
            }
        }

        return parts.Count == 1 ? parts[0] : Concat(parts, axis: 1);
    }

    private string Frames(string map, BlockReadout block, FrameRange segment)
    {
        if (segment.First == 0 && segment.End == block.Frames)
            return map;
        return graph.Node("Slice", [map, graph.Constant((long)segment.First), graph.Constant((long)segment.End), graph.Constant(2L)]);
    }

    // [R, C', t, V] to [R, G * C'].
    private string Pool(string map, int channels, ReadoutPooling pooling)
    {
        var isMax = pooling == ReadoutPooling.Max;
        if (plan.Groups.Count == 1)
            return Reduce(map, isMax, 2, 3);
        var grouped = Reduce(map, isMax, 2);
        if (!_isEachJoint)
            grouped = isMax ? LargestOfGroups(grouped) : graph.MatMul(grouped, Shares());
        return graph.Reshape(graph.Transpose(grouped, 0, 2, 1), -1, (long)plan.Groups.Count * channels);
    }

    private string Reduce(string x, bool isMax, params ReadOnlySpan<long> axes)
    {
        var operation = isMax ? "ReduceMax" : "ReduceMean";
        return graph.Node(operation, [x], OnnxGraph.Attribute("axes", axes), OnnxGraph.Attribute("keepdims", 0));
    }

    // [R, C', V] to [R, C', G].
    private string LargestOfGroups(string x)
    {
        var largest = new List<string>();
        foreach (var group in plan.Groups)
        {
            long[] joints = [.. group.Joints.Select(joint => (long)joint)];
            var members = graph.Gather(x, graph.Constant(joints), axis: 2);
            largest.Add(graph.Node("ReduceMax", [members], OnnxGraph.Attribute("axes", [2]), OnnxGraph.Attribute("keepdims", 1)));
        }

        return Concat(largest, axis: 2);
    }

    // [V, G]: what a joint counts in the mean of a group.
    private string Shares()
    {
        if (_shares is not null)
            return _shares;
        var groups = plan.Groups.Count;
        var joints = plan.Groups.Sum(group => group.Joints.Length);
        var shares = new float[joints * groups];
        for (var group = 0; group < groups; group++)
        {
            foreach (var joint in plan.Groups[group].Joints)
                shares[(joint * groups) + group] = 1f / plan.Groups[group].Joints.Length;
        }

        return _shares = graph.Reshape(graph.Constant(shares), joints, groups);
    }

    private static bool IsEachJoint(IReadOnlyList<JointGroup> groups)
    {
        for (var place = 0; place < groups.Count; place++)
        {
            if (groups[place].Joints.Length > 1 || groups[place].Joints[0] != place)
                return false;
        }

        return true;
    }

    private string Concat(List<string> parts, long axis) => graph.Node("Concat", [.. parts], OnnxGraph.Attribute("axis", axis));
}
