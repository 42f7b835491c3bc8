using MsMclr.MLNet.Transforms.Encoders.Definition;
using MsMclr.MLNet.Transforms.Encoders.Whitening;
using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Transforms.Encoders.Network;

/// <summary>A whitening as ONNX nodes.</summary>
internal static class WhiteningGraph
{
    // A body whose embedding is the mean itself has no direction, and stays 0.
    private const float SmallestLength = 1e-12f;

    /// <summary>The read-out of bodies <c>[R, E]</c>, whitened.</summary>
    public static string Add(OnnxGraph graph, EncoderDefinition encoder, string features)
    {
        if (encoder.Whitening == EmbeddingWhitening.None)
            return features;
        var x = graph.Subtract(features, graph.Weight(WhiteningWeights.Mean, encoder.Weights[WhiteningWeights.Mean]));
        if (encoder.Whitening.Power > 0)
            x = graph.MatMul(x, graph.Weight(WhiteningWeights.Directions, encoder.Weights[WhiteningWeights.Directions]));
        if (!encoder.Whitening.UnitLength)
            return x;
        var length = graph.Node("ReduceL2", [x], OnnxGraph.Attribute("axes", [1]), OnnxGraph.Attribute("keepdims", 1));
        return graph.Divide(x, graph.Node("Max", [length, graph.Constant(SmallestLength)]));
    }
}
