using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Transforms.Preparation;

/// <summary>
/// Step 5 of the preprocessing as ONNX nodes on frames <c>[T, M, V, C]</c>: <see cref="BodyScale"/>, operation by operation.
/// </summary>
/// <remarks>
/// Lengths are measured in all frames and bodies at once. Those that are none become -1 and sort behind the others (<c>TopK</c> of all
/// frames is a sort), so that the median is between two places that follow from their number.
/// </remarks>
internal sealed class ScaleGraph(OnnxGraph graph, ClipPreparation preparation)
{
    private const int Joints = 2;
    private const int Channels = 3;

    public string Apply(string x)
    {
        var lengths = Lengths(x); // [T, M]
        var isThere = graph.Node("Greater", [lengths, graph.Constant(0.0)]);
        var counts = graph.Sum(graph.Cast(isThere, TensorProto.Types.DataType.Int64), axis: 0);
        var body = graph.FirstTrue(graph.Node("Greater", [counts, graph.Constant(0L)]));
        var count = graph.Gather(counts, body);
        var ofBody = graph.Gather(graph.Where(isThere, lengths, graph.Constant(-1.0)), body, axis: 1);
        var median = Median(graph.Reshape(ofBody, -1), count);
        var exists = graph.Node("Greater", [count, graph.Constant(0L)]);
        var divisor = graph.Cast(graph.Where(exists, median, graph.Constant(1.0)), TensorProto.Types.DataType.Float);
        if (preparation.Coordinates < preparation.Shape.Channels)
            divisor = OfCoordinates(divisor);
        return graph.Divide(x, divisor);
    }

    private string Median(string lengths, string count)
    {
        var (sorted, _) = graph.TopK(lengths, preparation.Shape.Frames);
        var two = graph.Constant(2L);
        var low = graph.Gather(sorted, graph.Divide(count, two));
        var high = graph.Gather(sorted, graph.Divide(graph.Subtract(count, graph.Constant(1L)), two));
        return graph.Multiply(graph.Add(low, high), graph.Constant(0.5));
    }

    private string Lengths(string x)
    {
        var sides = graph.Cast(Sides(x), TensorProto.Types.DataType.Double);
        var sum = "";
        for (var channel = 0; channel < preparation.Coordinates; channel++)
        {
            var side = graph.Take(sides, Channels, channel);
            var square = graph.Multiply(side, side);
            sum = channel == 0 ? square : graph.Add(sum, square);
        }

        return graph.Reshape(graph.Node("Sqrt", [sum]), preparation.Shape.Frames, preparation.Shape.Bodies);
    }

    private string Sides(string x)
    {
        var layout = preparation.Layout;
        switch (preparation.Scale)
        {
            case ClipScale.TrunkLength:
                var trunk = TrunkJoints.Find(layout)!.Value;
                var shoulders = graph.Add(graph.Take(x, Joints, layout.LeftShoulder), graph.Take(x, Joints, layout.RightShoulder));
                var hips = graph.Add(graph.Take(x, Joints, trunk.LeftHip), graph.Take(x, Joints, trunk.RightHip));
                return graph.Multiply(graph.Subtract(shoulders, hips), graph.Constant(0.5f));
            case ClipScale.ShoulderWidth:
                return graph.Subtract(graph.Take(x, Joints, layout.RightShoulder), graph.Take(x, Joints, layout.LeftShoulder));
            default:
                return Extents(x);
        }
    }

    private string Extents(string x)
    {
        var isMissing = graph.Node("IsNaN", [x]);
        var over = OnnxGraph.Attribute("axes", [(long)Joints]);
        var low = graph.Node("ReduceMin", [graph.Where(isMissing, graph.Constant(float.PositiveInfinity), x)], over);
        var high = graph.Node("ReduceMax", [graph.Where(isMissing, graph.Constant(float.NegativeInfinity), x)], over);
        var isThere = graph.Node("GreaterOrEqual", [high, low]);
        return graph.Where(isThere, graph.Subtract(high, low), graph.Constant(0f));
    }

    // Scores beside the coordinates have no length.
    private string OfCoordinates(string divisor)
    {
        var channels = Enumerable.Range(0, preparation.Shape.Channels);
        var scores = graph.Constant([.. channels.Select(channel => channel < preparation.Coordinates ? 0f : 1f)]);
        var isScore = graph.Node("Greater", [scores, graph.Constant(0f)]);
        return graph.Where(isScore, graph.Constant(1f), divisor);
    }
}
