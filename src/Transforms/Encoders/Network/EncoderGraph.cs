using MsMclr.MLNet.Transforms.Encoders.Definition;
using MsMclr.MLNet.Transforms.Onnx;
using MsMclr.MLNet.Transforms.Streams;

namespace MsMclr.MLNet.Transforms.Encoders.Network;

/// <summary>
/// The forms of an encoder: many clips in (<c>encoder.onnx</c>), one clip in (saved models), bodies in (scoring in batches). The last
/// two leave absent bodies out. What is missing (NaN) is 0 once the stream is made: a bone of which an end is missing is 0.
/// </summary>
internal static class EncoderGraph
{
    public const string ClipsInput = "clips";
    public const string BodiesInput = "bodies";
    public const string Output = "features";

    /// <summary>Adds the whole network: clips <c>[N, C, T, V, M]</c> to features <c>[N, E]</c>.</summary>
    public static string AddClips(OnnxGraph graph, EncoderDefinition encoder, string clips)
    {
        var network = new EncoderNetwork(graph, encoder, plain: true);
        var shape = encoder.Shape;
        var x = graph.ZeroForMissing(StreamGraph.Add(graph, clips, encoder.Stream, shape, encoder.Layout));
        x = graph.Transpose(x, 0, 4, 3, 1, 2);
        var bodies = network.Features(graph.Reshape(x, -1, shape.Joints * encoder.Input.Channels, shape.Frames));
        var features = graph.Reshape(bodies, -1, shape.Bodies, encoder.EmbeddingSize);
        return Mean(graph, encoder, clips, features);
    }

    /// <summary>
    /// Adds the whole network for one clip <c>[C, T, V, M]</c>: features <c>[E]</c>. Absent bodies are not computed. The number of rows
    /// is then only known when it runs, as in <see cref="Bodies"/>: for shapes known before, ONNX Runtime chooses kernels that round
    /// otherwise.
    /// </summary>
    public static string AddClip(OnnxGraph graph, EncoderDefinition encoder, string clip, float[] absentFeatures)
    {
        var network = new EncoderNetwork(graph, encoder);
        var shape = encoder.Shape;
        var x = graph.ZeroForMissing(StreamGraph.Add(graph, clip, encoder.Stream, shape, encoder.Layout));
        x = graph.Transpose(x, 3, 2, 0, 1);
        var rows = new PresentRows(graph, shape, clip);
        var scored = network.Features(rows.Take(graph.Reshape(x, -1, shape.Joints * encoder.Input.Channels, shape.Frames)));
        var absent = graph.Weight("absent_features", new EncoderTensor([1, encoder.EmbeddingSize], absentFeatures));
        var features = graph.Node("Unsqueeze", [rows.PutBack(scored, absent), graph.Constant(0L)]);
        var clips = encoder.ExcludeAbsentBodies ? graph.Node("Unsqueeze", [clip, graph.Constant(0L)]) : clip;
        return graph.Node("Squeeze", [Mean(graph, encoder, clips, features), graph.Constant(0L)]);
    }

    /// <summary>
    /// A model from bodies <c>[R, C, T, V]</c>, streams made already, to features <c>[R, E]</c>, before the mean over bodies.
    /// </summary>
    public static byte[] Bodies(EncoderDefinition encoder)
    {
        var graph = new OnnxGraph("bodies");
        var network = new EncoderNetwork(graph, encoder);
        var shape = encoder.Shape;
        var bodies = graph.Input(BodiesInput, "R", encoder.Input.Channels, shape.Frames, shape.Joints);
        var x = graph.Transpose(bodies, 0, 3, 1, 2);
        var features = network.Features(graph.Reshape(x, -1, shape.Joints * encoder.Input.Channels, shape.Frames));
        graph.Output(Output, features, "R", encoder.EmbeddingSize);
        return graph.ToModel();
    }

    private static string Mean(OnnxGraph graph, EncoderDefinition encoder, string clips, string features)
        => encoder.ExcludeAbsentBodies
            ? MeanOfPresent(graph, encoder.Shape, clips, features)
            : MeanOfAll(graph, encoder.Shape, features);

    private static string MeanOfAll(OnnxGraph graph, ClipShape shape, string features)
        => graph.Divide(SumOfBodies(graph, shape, features), graph.Constant((float)shape.Bodies));

    // Weights of 0 or 1 for each body; all 1 in a clip without any.
    private static string MeanOfPresent(OnnxGraph graph, ClipShape shape, string clips, string features)
    {
        var zero = graph.Constant(0f);
        var one = graph.Constant(1f);
        string[] inputs = [graph.Node("Abs", [graph.ZeroForMissing(clips)]), graph.Constant(1L, 2L, 3L)];
        var extent = graph.Node("ReduceSum", inputs, OnnxGraph.Attribute("keepdims", 0));
        var present = graph.Where(graph.Node("Equal", [extent, zero]), zero, one);
        var count = graph.Node("ReduceSum", [present, graph.Constant(1L)]);
        var weights = graph.Where(graph.Node("Greater", [count, zero]), present, one);
        var weighted = graph.Multiply(features, graph.Node("Unsqueeze", [weights, graph.Constant(2L)]));
        var sum = SumOfBodies(graph, shape, weighted);
        return graph.Divide(sum, graph.Node("ReduceSum", [weights, graph.Constant(1L)]));
    }

    // One body after the other, as the C# adds them, so that both forms agree to the last bit.
    private static string SumOfBodies(OnnxGraph graph, ClipShape shape, string features)
    {
        var sum = Body(graph, features, 0);
        for (var body = 1; body < shape.Bodies; body++)
            sum = graph.Add(sum, Body(graph, features, body));
        return sum;
    }

    private static string Body(OnnxGraph graph, string features, int body)
        => graph.Node("Squeeze", [graph.Take(features, axis: 1, body), graph.Constant(1L)]);
}
