using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Transforms.Encoders.Network;

/// <summary>
/// ONNX nodes that leave a clip's absent bodies out of a computation and put a constant in their place. At least one body is always
/// computed.
/// </summary>
internal sealed class PresentRows
{
    private readonly OnnxGraph _graph;
    private readonly string _keep;
    private readonly string _isKept;

    public PresentRows(OnnxGraph graph, ClipShape shape, string clip)
    {
        _graph = graph;
        string[] inputs = [graph.Node("Abs", [graph.ZeroForMissing(clip)]), graph.Constant(0L, 1L, 2L)];
        var extent = graph.Node("ReduceSum", inputs, OnnxGraph.Attribute("keepdims", 0));
        var isPresent = graph.Node("Not", [graph.Node("Equal", [extent, graph.Constant(0f)])]);
        var present = graph.Cast(isPresent, TensorProto.Types.DataType.Int64);
        long[] first = [1, .. new long[shape.Bodies - 1]];
        var isNobody = graph.Node("Equal", [Count(present), graph.Constant(0L)]);
        _keep = graph.Where(isNobody, graph.Constant(first), present);
        _isKept = graph.Cast(_keep, TensorProto.Types.DataType.Bool);
    }

    /// <summary>Of rows <c>[M, ...]</c> those of present bodies.</summary>
    public string Take(string rows)
        => _graph.Gather(rows, _graph.Reshape(_graph.Node("NonZero", [_isKept]), -1));

    /// <summary>All rows again: those that were taken in their places, <paramref name="absent"/> <c>[1, ...]</c> in the others.</summary>
    public string PutBack(string taken, string absent)
    {
        var all = _graph.Node("Concat", [taken, absent], OnnxGraph.Attribute("axis", 0));
        var rank = _graph.Node("CumSum", [_keep, _graph.Constant(0L)]);
        var place = _graph.Subtract(rank, _graph.Constant(1L));
        return _graph.Gather(all, _graph.Where(_isKept, place, Count(_keep)));
    }

    private string Count(string flags) => _graph.Node("ReduceSum", [flags, _graph.Constant(0L)]);
}
