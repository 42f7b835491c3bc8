using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Transforms.Preparation;

/// <summary>Step 2 of the preprocessing as ONNX nodes on a recording <c>[T, M, V, C]</c>: its origin and its centers.</summary>
internal sealed class CenterGraph(OnnxGraph graph, ClipPreparation preparation)
{
    private const int Joints = 2;
    private readonly FillingGraph _filling = new(graph, preparation);

    public string Apply(string x)
    {
        switch (preparation.Centering)
        {
            case ClipCentering.EachFrame:
                return graph.Subtract(x, _filling.ZeroForScores(Centers(x)));
            case ClipCentering.FirstFrame:
                // Absent bodies stay 0.
                var present = new FoundGraph(graph, preparation).HasAny(x, [2, 3], keep: 1);
                var centers = graph.Reshape(_filling.ZeroForScores(Centers(x)), -1, preparation.Shape.Channels);
                var origin = graph.Gather(centers, graph.FirstTrue(present));
                return graph.Where(present, graph.Subtract(x, origin), x);
            default:
                return x;
        }
    }

    /// <summary>The center of each body: <see cref="CenterPoint"/>.</summary>
    public string Centers(string x)
    {
        var center = graph.Take(x, Joints, preparation.Layout.Center);
        if (!preparation.MayStayMissing)
            return center;
        var substitute = Mean(x);
        if (preparation.CenterNeighbors is { } pair)
        {
            var sum = graph.Add(graph.Take(x, Joints, pair.First), graph.Take(x, Joints, pair.Second));
            var middle = graph.Multiply(sum, graph.Constant(0.5f));
            substitute = graph.Where(graph.IsMissing(middle), substitute, middle);
        }

        return graph.Where(graph.IsMissing(center), substitute, center);
    }

    private string Mean(string x)
    {
        var last = preparation.Shape.Joints - 1;
        var sum = graph.Take(graph.RunningSum(graph.ZeroForMissing(x), Joints), Joints, last);
        var isThere = graph.Cast(graph.Not(graph.IsMissing(x)), TensorProto.Types.DataType.Float);
        string[] counted = [isThere, graph.Constant((long)Joints)];
        return graph.Divide(sum, graph.Node("ReduceSum", counted, OnnxGraph.Attribute("keepdims", 1)));
    }
}
