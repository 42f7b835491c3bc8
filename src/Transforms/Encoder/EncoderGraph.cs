namespace MsMclr.MLNet;

/// <summary>The two forms of an encoder: whole clips in (what is written to disk), and single bodies in (so that absent ones cost nothing).</summary>
internal static class EncoderGraph
{
    public const string ClipsInput = "clips";
    public const string BodiesInput = "bodies";
    public const string Output = "features";

    /// <summary>Adds the whole network: clips <c>[N, C, T, V, M]</c> to features <c>[N, D]</c>.</summary>
    public static string AddClips(OnnxGraph graph, EncoderDefinition encoder, string clips)
    {
        var network = new EncoderNetwork(graph, encoder);
        var shape = encoder.Shape;
        var x = graph.Node("Transpose", [network.Stream(clips)], OnnxGraph.Attribute("perm", [0, 4, 3, 1, 2]));
        var bodies = network.Features(network.Reshape(x, -1, shape.Joints * shape.Channels, shape.Frames));
        var features = network.Reshape(bodies, -1, shape.Bodies, encoder.FeatureSize);
        if (encoder.ExcludeAbsentBodies)
            return MeanOfPresent(graph, clips, features);
        var sum = graph.Node("ReduceSum", [features, graph.Constant(1L)], OnnxGraph.Attribute("keepdims", 0));
        return graph.Node("Div", [sum, graph.Constant((float)shape.Bodies)]);
    }

    /// <summary>A model from bodies <c>[R, C, T, V]</c>, streams made already, to features <c>[R, D]</c>, before the mean over bodies.</summary>
    public static byte[] Bodies(EncoderDefinition encoder)
    {
        var graph = new OnnxGraph("bodies");
        var network = new EncoderNetwork(graph, encoder);
        var shape = encoder.Shape;
        var bodies = graph.Input(BodiesInput, "R", shape.Channels, shape.Frames, shape.Joints);
        var x = graph.Node("Transpose", [bodies], OnnxGraph.Attribute("perm", [0, 3, 1, 2]));
        graph.Output(Output, network.Features(network.Reshape(x, -1, shape.Joints * shape.Channels, shape.Frames)), "R", encoder.FeatureSize);
        return graph.ToModel();
    }

    // Weights of 0 or 1 for each body; all 1 in a clip without any.
    private static string MeanOfPresent(OnnxGraph graph, string clips, string features)
    {
        var zero = graph.Constant(0f);
        var one = graph.Constant(1f);
        var extent = graph.Node("ReduceMax", [graph.Node("Abs", [clips])], OnnxGraph.Attribute("axes", [1, 2, 3]), OnnxGraph.Attribute("keepdims", 0));
        var present = graph.Node("Where", [graph.Node("Greater", [extent, zero]), one, zero]);
        var count = graph.Node("ReduceSum", [present, graph.Constant(1L)]);
        var weights = graph.Node("Where", [graph.Node("Greater", [count, zero]), present, one]);
        var weighted = graph.Node("Mul", [features, graph.Node("Unsqueeze", [weights, graph.Constant(2L)])]);
        var sum = graph.Node("ReduceSum", [weighted, graph.Constant(1L)], OnnxGraph.Attribute("keepdims", 0));
        return graph.Node("Div", [sum, graph.Node("ReduceSum", [weights, graph.Constant(1L)])]);
    }
}
