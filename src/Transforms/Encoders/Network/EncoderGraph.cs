using MsMclr.MLNet.Transforms.Encoders.Files;
using MsMclr.MLNet.Transforms.Onnx;
using MsMclr.MLNet.Transforms.Streams;

namespace MsMclr.MLNet.Transforms.Encoders.Network;

/// <summary>The forms of an encoder: many clips in (<c>encoder.onnx</c>), one clip in (saved models), bodies in (scoring in batches). The last two leave absent bodies out.</summary>
internal static class EncoderGraph
{
    public const string ClipsInput = "clips";
    public const string BodiesInput = "bodies";
    public const string Output = "features";

    /// <summary>Adds the whole network: clips <c>[N, C, T, V, M]</c> to features <c>[N, D]</c>.</summary>
    public static string AddClips(OnnxGraph graph, EncoderDefinition encoder, string clips)
    {
        var network = new EncoderNetwork(graph, encoder, plain: true);
        var shape = encoder.Shape;
        var x = StreamGraph.Add(graph, clips, encoder.Stream, shape, encoder.Layout);
        x = graph.Node("Transpose", [x], OnnxGraph.Attribute("perm", [0, 4, 3, 1, 2]));
        var bodies = network.Features(network.Reshape(x, -1, shape.Joints * shape.Channels, shape.Frames));
        var features = network.Reshape(bodies, -1, shape.Bodies, encoder.FeatureSize);
        return encoder.ExcludeAbsentBodies ? MeanOfPresent(graph, shape, clips, features) : MeanOfAll(graph, shape, features);
    }

    /// <summary>
    /// Adds the whole network for one clip <c>[C, T, V, M]</c>: features <c>[D]</c>. Absent bodies are not computed. The number of rows is then
    /// only known when it runs, as in <see cref="Bodies"/>: for shapes known before, ONNX Runtime chooses kernels that round otherwise.
    /// </summary>
    public static string AddClip(OnnxGraph graph, EncoderDefinition encoder, string clip, float[] absentFeatures)
    {
        var network = new EncoderNetwork(graph, encoder);
        var shape = encoder.Shape;
        var x = StreamGraph.Add(graph, clip, encoder.Stream, shape, encoder.Layout);
        x = graph.Node("Transpose", [x], OnnxGraph.Attribute("perm", [3, 2, 0, 1]));
        var rows = new PresentRows(graph, shape, clip);
        var scored = network.Features(rows.Take(network.Reshape(x, -1, shape.Joints * shape.Channels, shape.Frames)));
        var absent = graph.Weight("absent_features", new EncoderTensor([1, encoder.FeatureSize], absentFeatures));
        var features = graph.Node("Unsqueeze", [rows.PutBack(scored, absent), graph.Constant(0L)]);
        var mean = encoder.ExcludeAbsentBodies
            ? MeanOfPresent(graph, shape, graph.Node("Unsqueeze", [clip, graph.Constant(0L)]), features)
            : MeanOfAll(graph, shape, features);
        return graph.Node("Squeeze", [mean, graph.Constant(0L)]);
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

    // One body after the other, as BodyMean adds them, so that both forms agree to the last bit.
    private static string MeanOfAll(OnnxGraph graph, ClipShape shape, string features)
        => graph.Node("Div", [Sum(graph, shape, features), graph.Constant((float)shape.Bodies)]);

    // Weights of 0 or 1 for each body; all 1 in a clip without any.
    private static string MeanOfPresent(OnnxGraph graph, ClipShape shape, string clips, string features)
    {
        var zero = graph.Constant(0f);
        var one = graph.Constant(1f);
        var extent = graph.Node("ReduceSum", [graph.Node("Abs", [clips]), graph.Constant(1L, 2L, 3L)], OnnxGraph.Attribute("keepdims", 0));
        var present = graph.Node("Where", [graph.Node("Equal", [extent, zero]), zero, one]);
        var count = graph.Node("ReduceSum", [present, graph.Constant(1L)]);
        var weights = graph.Node("Where", [graph.Node("Greater", [count, zero]), present, one]);
        var weighted = graph.Node("Mul", [features, graph.Node("Unsqueeze", [weights, graph.Constant(2L)])]);
        return graph.Node("Div", [Sum(graph, shape, weighted), graph.Node("ReduceSum", [weights, graph.Constant(1L)])]);
    }

    private static string Sum(OnnxGraph graph, ClipShape shape, string features)
    {
        string Body(int body) => graph.Node("Squeeze", [graph.Node("Gather", [features, graph.Constant((long)body)], OnnxGraph.Attribute("axis", 1)), graph.Constant(1L)]);
        var sum = Body(0);
        for (var body = 1; body < shape.Bodies; body++)
            sum = graph.Node("Add", [sum, Body(body)]);
        return sum;
    }
}
