using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Transforms.Preparation;

/// <summary>
/// Step 1 of the preprocessing as ONNX nodes: which frames of a recording <c>[T, M, V, C]</c> are used, <see cref="FrameSelection"/>.
/// </summary>
internal sealed class RangeGraph(OnnxGraph graph, ClipPreparation preparation)
{
    private const int Bodies = 1;
    private const int Joints = 2;
    private readonly FoundGraph _found = new(graph, preparation);

    /// <summary>The first frame that is used, and how many are.</summary>
    public (string First, string Length) Find(string x)
    {
        // A constant that nobody uses would be a warning of ONNX Runtime in every process that loads the model.
        if (preparation.Length == ClipLengthRule.All)
            return (graph.Constant(0L), _found.FrameCount(x));
        var flags = _found.HasAny(x, [1, 2, 3], keep: 0);
        var end = End(flags);
        switch (preparation.Length)
        {
            case ClipLengthRule.CountNonEmpty:
                var firstJoint = graph.Take(graph.Take(x, Bodies, 0), Joints, 0);
                var counted = graph.Cast(_found.HasAny(firstJoint, [1, 2, 3], keep: 0), TensorProto.Types.DataType.Int64);
                var start = graph.Constant(0L);
                var count = graph.Node("ReduceSum", [counted, start]);
                return (start, graph.Where(graph.Node("Greater", [count, start]), count, end));
            case ClipLengthRule.LastNonEmpty:
                return (graph.Constant(0L), end);
            default:
                // 0 where there is no such frame; its end is 0, too.
                var first = graph.FirstTrue(flags);
                return (first, graph.Subtract(end, first));
        }
    }

    // The indices of the frames that are not empty, behind a -1: the last of them plus 1 is the end, and 0 if there is none.
    private string End(string flags)
    {
        string[] indices = [graph.Constant(-1L), graph.Reshape(graph.Node("NonZero", [flags]), -1)];
        var all = graph.Node("Concat", indices, OnnxGraph.Attribute("axis", 0));
        return graph.Add(graph.Gather(all, graph.Constant(-1L)), graph.Constant(1L));
    }
}
