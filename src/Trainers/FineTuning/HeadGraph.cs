using MsMclr.MLNet.Heads.Saving;
using MsMclr.MLNet.Transforms.Encoders.Definition;
using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Trainers.FineTuning;

/// <summary>
/// Writes the linear head as ONNX: <c>[1, D]</c> to <c>[classes]</c>, what <see cref="VoteHead"/> makes probabilities of.
/// </summary>
internal static class HeadGraph
{
    public static byte[] Build(EncoderDefinition encoder, VoteHead head, string output, string input)
    {
        var bias = encoder.Weights[LinearHead.Bias];
        var graph = new OnnxGraph("Head");
        var features = graph.Input(input, 1, encoder.FeatureSize);
        var weightName = graph.Weight(LinearHead.Weight, encoder.Weights[LinearHead.Weight]);
        var biasName = graph.Weight(LinearHead.Bias, bias);
        var logits = graph.Node("Gemm", [features, weightName, biasName], OnnxGraph.Attribute("transB", 1));
        var logs = graph.Node("LogSoftmax", [logits], OnnxGraph.Attribute("axis", 1));
        graph.Output(output, head.Undo(graph, logs), (int)bias.Shape[0]);
        return graph.ToModel();
    }
}
