using MsMclr.MLNet.Heads.Saving;
using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Heads.ScoreFusion;

/// <summary>
/// Writes the weighted sum of log-probabilities as ONNX: <c>[1, streams * classes]</c> to <c>[classes]</c>, what <see cref="VoteHead"/>
/// makes probabilities of.
/// </summary>
internal static class FusionGraph
{
    public static byte[] Build(IReadOnlyList<FusedStream> streams, int classes, VoteHead head, string output, string input)
    {
        var graph = new OnnxGraph("ScoreFusion");
        var flat = graph.Input(input, 1, streams.Count * classes);
        var shares = graph.Node("Reshape", [flat, graph.Constant(1L, streams.Count, classes)]);
        var row = graph.Constant([.. streams.Select(stream => stream.Weight)]);
        var weights = graph.Node("Reshape", [row, graph.Constant(1L, streams.Count, 1L)]);
        var weighted = graph.Node("Mul", [VoteHead.Logs(graph, shares), weights]);
        var sum = graph.Node("ReduceSum", [weighted, graph.Constant(1L)], OnnxGraph.Attribute("keepdims", 0));
        var logs = graph.Node("LogSoftmax", [sum], OnnxGraph.Attribute("axis", 1));
        graph.Output(output, head.Undo(graph, logs), classes);
        return graph.ToModel();
    }
}
