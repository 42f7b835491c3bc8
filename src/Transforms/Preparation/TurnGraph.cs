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
    private const int Bodies = 1;
    private const int Joints = 2;
    private const int Channels = 3;

    /// <summary>Turns frames that were made of a recording, whose frames have the same axes.</summary>
    public string Apply(string x, string recording)
    {
        var (exactCosine, exactSine) = Angles(x, recording);
        var cosine = graph.Cast(exactCosine, TensorProto.Types.DataType.Float);
        var sine = graph.Cast(exactSine, TensorProto.Types.DataType.Float);
        var right = graph.Take(x, Channels, 0);
        var up = graph.Take(x, Channels, 1);
        var depth = graph.Take(x, Channels, 2);
        var turnedRight = graph.Subtract(graph.Multiply(cosine, right), graph.Multiply(sine, depth));
        var turnedDepth = graph.Add(graph.Multiply(sine, right), graph.Multiply(cosine, depth));
        return graph.Node("Concat", [turnedRight, up, turnedDepth], OnnxGraph.Attribute("axis", Channels));
    }

    private (string Cosine, string Sine) Angles(string x, string recording)
    {
        var rightShoulder = graph.Take(x, Joints, preparation.Layout.RightShoulder);
        var line = graph.Subtract(rightShoulder, graph.Take(x, Joints, preparation.Layout.LeftShoulder));
        var (wx, wz, length) = Horizontal(line);
        if (preparation.Turning == ClipTurning.OneDirection)
            return OneDirection(wx, wz, length);
        var isThere = graph.Node("Greater", [length, graph.Constant(0.0)]);
        var (cosine, sine) = ToX(wx, wz, length, isThere);
        if (preparation.Turning == ClipTurning.EachFrame)
            return (cosine, sine);
        var first = First(cosine, sine, isThere);
        if (preparation.Turning == ClipTurning.FirstFrame || preparation.Shape.Bodies < 2)
            return first;
        return BetweenBodies(recording, first);
    }

    // The first line between two bodies, or else the given turn.
    private (string Cosine, string Sine) BetweenBodies(string recording, (string Cosine, string Sine) otherwise)
    {
        var centers = graph.Take(recording, Joints, preparation.Layout.Center);
        var (wx, wz, length) = Horizontal(graph.Subtract(graph.Take(centers, Bodies, 1), graph.Take(centers, Bodies, 0)));
        var areBothThere = graph.Node("And", [HasBody(recording, 0), HasBody(recording, 1)]);
        var isLine = graph.Node("Greater", [length, graph.Constant(0.0)]);
        var isThere = graph.Node("And", [areBothThere, isLine]);
        var (cosine, sine) = ToX(wx, wz, length, isThere);
        var first = First(cosine, sine, isThere);
        var numbers = graph.Cast(graph.Reshape(isThere, -1), TensorProto.Types.DataType.Float);
        var exists = graph.Node("Greater", [graph.Node("ReduceMax", [numbers]), graph.Constant(0f)]);
        return (graph.Where(exists, first.Cosine, otherwise.Cosine), graph.Where(exists, first.Sine, otherwise.Sine));
    }

    private (string X, string Z, string Length) Horizontal(string line)
    {
        var wx = graph.Cast(graph.Take(line, Channels, 0), TensorProto.Types.DataType.Double);
        var wz = graph.Cast(graph.Take(line, Channels, 2), TensorProto.Types.DataType.Double);
        var squares = graph.Add(graph.Multiply(wx, wx), graph.Multiply(wz, wz));
        return (wx, wz, graph.Node("Sqrt", [squares]));
    }

    // The turn of each line onto +x; none where there is no line.
    private (string Cosine, string Sine) ToX(string wx, string wz, string length, string isThere)
    {
        var cosine = graph.Where(isThere, graph.Divide(wx, length), graph.Constant(1.0));
        var sine = graph.Where(isThere, graph.Divide(graph.Node("Neg", [wz]), length), graph.Constant(0.0));
        return (cosine, sine);
    }

    private (string Cosine, string Sine) First(string cosine, string sine, string isThere)
    {
        var first = graph.FirstTrue(isThere);
        return (graph.Gather(graph.Reshape(cosine, -1), first), graph.Gather(graph.Reshape(sine, -1), first));
    }

    // Whether any value of a body is not 0, frame by frame.
    private string HasBody(string recording, int body)
    {
        string[] inputs = [graph.Node("Abs", [graph.Take(recording, Bodies, body)]), graph.Constant([(long)Joints, Channels])];
        var sum = graph.Node("ReduceSum", inputs, OnnxGraph.Attribute("keepdims", 1));
        return graph.Node("Not", [graph.Node("Equal", [sum, graph.Constant(0f)])]);
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
