using MsMclr.MLNet.Heads.Saving;
using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Heads.Calibration;

/// <summary>
/// Writes softmax(score / temperature) as ONNX: <c>[1, classes]</c> to <c>[classes]</c>, what <see cref="VoteHead"/> makes probabilities
/// of.
/// </summary>
internal static class TemperatureGraph
{
    public static byte[] Build(HeldOutScores.Kind kind, double temperature, int classes, VoteHead head, string output, string input)
    {
        var graph = new OnnxGraph("TemperatureScaling");
        var scores = graph.Input(input, 1, classes);
        var logits = kind == HeldOutScores.Kind.Probabilities ? VoteHead.Logs(graph, scores) : scores;
        var scaled = graph.Node("Div", [logits, graph.Constant((float)temperature)]);
        var logs = graph.Node("LogSoftmax", [scaled], OnnxGraph.Attribute("axis", 1));
        graph.Output(output, head.Undo(graph, logs), classes);
        return graph.ToModel();
    }
}
