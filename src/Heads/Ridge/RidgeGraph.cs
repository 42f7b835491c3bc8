using MsMclr.MLNet.Heads.Saving;
using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Heads.Ridge;

/// <summary>Writes a ridge head as ONNX: <c>[1, D]</c> to <c>[classes]</c>, what <see cref="VoteHead"/> makes probabilities of.</summary>
internal static class RidgeGraph
{
    // exp(-50) of a class that no training row has; the scores of others lie about 0 to 1, divided by the temperature.
    public const float OfAbsentClass = -50;

    public static byte[] Build(RidgeModel model, VoteHead head, string input, string output)
    {
        var graph = new OnnxGraph("Ridge");
        var features = graph.Input(input, 1, model.Dimension);
        var centered = graph.Node("Sub", [features, graph.Constant(model.Offsets)]);
        var weights = graph.Weight("weights", new EncoderTensor([model.Classes, model.Dimension], Scaled(model.Weights, model)));
        var biases = graph.Weight("biases", new EncoderTensor([model.Classes], Biases(model)));
        var logits = graph.Node("Gemm", [centered, weights, biases], OnnxGraph.Attribute("transB", 1));
        var shares = graph.Node("Softmax", [logits], OnnxGraph.Attribute("axis", 1));
        graph.Output(output, head.Undo(graph, VoteHead.Logs(graph, shares)), model.Classes);
        return graph.ToModel();
    }

    private static float[] Scaled(float[] values, RidgeModel model) => [.. values.Select(value => (float)(value / model.Temperature))];

    private static float[] Biases(RidgeModel model)
    {
        var biases = Scaled(model.Biases, model);
        for (var label = 0; label < biases.Length; label++)
        {
            if (!model.IsPresent[label])
                biases[label] = OfAbsentClass;
        }

        return biases;
    }
}
