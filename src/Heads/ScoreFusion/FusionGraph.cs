using MsMclr.MLNet.Heads.Saving;
using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Heads.ScoreFusion;

/// <summary>Writes the weighted sum of log-probabilities as ONNX: <c>[1, streams * classes]</c> to <c>[classes]</c>, what <see cref="VoteHead"/> makes probabilities of.</summary>
internal static class FusionGraph
{
    public static byte[] Build(IReadOnlyList<FusedStream> streams, int classes, VoteHead head, string output, string input)
    {
        var graph = new OnnxGraph("ScoreFusion");
        var shares = graph.Node("Reshape", [graph.Input(input, 1, streams.Count * classes), graph.Constant(1L, streams.Count, classes)]);
        var weights = graph.Node("Reshape", [graph.Constant([.. streams.Select(stream => stream.Weight)]), graph.Constant(1L, streams.Count, 1L)]);
        var sum = graph.Node("ReduceSum", [graph.Node("Mul", [VoteHead.Logs(graph, shares), weights]), graph.Constant(1L)], OnnxGraph.Attribute("keepdims", 0));
        graph.Output(output, head.Undo(graph, graph.Node("LogSoftmax", [sum], OnnxGraph.Attribute("axis", 1))), classes);
        return graph.ToModel();
    }
}
