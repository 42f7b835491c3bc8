using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Transforms.Preparation;

/// <summary>
/// Step 4 of the preprocessing as ONNX nodes, the turn about y of frames <c>[T, M, V, C]</c>: <see cref="ShoulderTurn"/>, operation by
/// operation.
/// </summary>
/// <remarks>
/// The shoulder line of a frame is (w_x, w_z), seen from above. Its angle appears only as cosine and sine, which are ratios of w and its
/// length. They are computed in double and rounded to float before they turn anything.
/// </remarks>
internal sealed class TurnGraph(OnnxGraph graph, ClipPreparation preparation)
{
    private const int Joints = 2;
    private const int Channels = 3;

    public string Apply(string x)
    {
        var (exactCosine, exactSine) = Angles(x);
        var cosine = graph.Cast(exactCosine, TensorProto.Types.DataType.Float);
        var sine = graph.Cast(exactSine, TensorProto.Types.DataType.Float);
        var right = graph.Take(x, Channels, 0);
        var up = graph.Take(x, Channels, 1);
        var depth = graph.Take(x, Channels, 2);
        var turnedRight = graph.Subtract(graph.Multiply(cosine, right), graph.Multiply(sine, depth));
        var turnedDepth = graph.Add(graph.Multiply(sine, right), graph.Multiply(cosine, depth));
        return graph.Node("Concat", [turnedRight, up, turnedDepth], OnnxGraph.Attribute("axis", Channels));
    }

    private (string Cosine, string Sine) Angles(string x)
    {
        var rightShoulder = graph.Take(x, Joints, preparation.Layout.RightShoulder);
        var line = graph.Subtract(rightShoulder, graph.Take(x, Joints, preparation.Layout.LeftShoulder));
        var wx = graph.Cast(graph.Take(line, Channels, 0), TensorProto.Types.DataType.Double);
        var wz = graph.Cast(graph.Take(line, Channels, 2), TensorProto.Types.DataType.Double);
        var squares = graph.Add(graph.Multiply(wx, wx), graph.Multiply(wz, wz));
        var length = graph.Node("Sqrt", [squares]);
        if (preparation.Turning == ClipTurning.OneDirection)
            return OneDirection(wx, wz, length);
        var isThere = graph.Node("Greater", [length, graph.Constant(0.0)]);
        var cosine = graph.Where(isThere, graph.Divide(wx, length), graph.Constant(1.0));
        var sine = graph.Where(isThere, graph.Divide(graph.Node("Neg", [wz]), length), graph.Constant(0.0));
        if (preparation.Turning == ClipTurning.EachFrame)
            return (cosine, sine);
        var first = graph.FirstTrue(isThere);
        return (graph.Gather(graph.Reshape(cosine, -1), first), graph.Gather(graph.Reshape(sine, -1), first));
    }

    // The sine's sign is one for the whole clip: that of the sum of all w_z.
    private (string Cosine, string Sine) OneDirection(string wx, string wz, string length)
    {
        var floored = graph.Add(length, graph.Constant(ClipPreparation.ShoulderFloor));
        var cosine = graph.Divide(wx, floored);
        var square = graph.Subtract(graph.Constant(1.0), graph.Multiply(cosine, cosine));
        var sine = graph.Node("Sqrt", [square]);
        var sum = graph.Node("ReduceSum", [wz, graph.Constant(0L)]);
        var isNegative = graph.Node("GreaterOrEqual", [sum, graph.Constant(0.0)]);
        return (cosine, graph.Where(isNegative, graph.Node("Neg", [sine]), sine));
    }
}
