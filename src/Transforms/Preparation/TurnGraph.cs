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

    private readonly bool _mayMiss = preparation.MayStayMissing;

    private sealed record Lines(string X, string Z, string Length, string IsThere);

    /// <summary>Turns frames that were made of a recording, whose frames have the same axes.</summary>
    public string Apply(string x, string recording)
    {
        var (exactCosine, exactSine) = Angles(x, recording);
        var cosine = graph.Cast(exactCosine, TensorProto.Types.DataType.Float);
        var sine = graph.Cast(exactSine, TensorProto.Types.DataType.Float);
        var right = graph.Take(x, Channels, 0);
        var depth = graph.Take(x, Channels, 2);
        var turnedRight = graph.Subtract(graph.Multiply(cosine, right), graph.Multiply(sine, depth));
        var turnedDepth = graph.Add(graph.Multiply(sine, right), graph.Multiply(cosine, depth));
        string[] turned = [turnedRight, graph.Take(x, Channels, 1), turnedDepth];
        var others = Enumerable.Range(turned.Length, preparation.Shape.Channels - turned.Length);
        return graph.Node(
            "Concat", [.. turned, .. others.Select(channel => graph.Take(x, Channels, channel))], OnnxGraph.Attribute("axis", Channels));
    }

    private (string Cosine, string Sine) Angles(string x, string recording)
    {
        var layout = preparation.Layout;
        var shoulders = Horizontal(Line(x, layout.LeftShoulder, layout.RightShoulder));
        var substitute = _mayMiss && preparation.Hips is { } hips ? Horizontal(Line(x, hips.LeftHip, hips.RightHip)) : null;
        if (preparation.Turning is ClipTurning.OneDirection or ClipTurning.EachFrame)
            return OfEachFrame(substitute is null ? shoulders : Choose(graph.IsMissing(shoulders.X), substitute, shoulders));
        var first = First(shoulders);
        if (substitute is not null)
        {
            // Hips stand in only where a shoulder is missing.
            var isThere = graph.And(graph.IsMissing(shoulders.X), substitute.IsThere);
            first = Choose(Any(shoulders.IsThere), first, First(substitute with { IsThere = isThere }));
        }

        if (preparation.Turning == ClipTurning.FirstFrame || preparation.Shape.Bodies < 2)
            return first;
        return BetweenBodies(recording, first);
    }

    // Without a line a frame has the turn of the frame before, and the first ones that of the first which has one.
    private (string Cosine, string Sine) OfEachFrame(Lines lines)
    {
        var (cosine, sine) = preparation.Turning == ClipTurning.EachFrame ? ToX(lines) : OneDirection(lines);
        if (!_mayMiss)
            return (cosine, sine);
        var (frames, bodies) = (preparation.Shape.Frames, preparation.Shape.Bodies);
        var nearest = new NearestFrames(graph, graph.Reshape(graph.Not(graph.IsMissing(lines.Length)), frames, bodies));
        return (Hold(cosine, otherwise: 1), Hold(sine, otherwise: 0));

        string Hold(string x, double otherwise)
        {
            var angles = graph.Reshape(x, frames, bodies);
            var atStart = graph.Where(nearest.HasAfter, nearest.After(angles), graph.Constant(otherwise));
            return graph.Reshape(graph.Where(nearest.HasBefore, nearest.Before(angles), atStart), frames, bodies, 1, 1);
        }
    }

    // The first line between two bodies, or else the given turn.
    private (string Cosine, string Sine) BetweenBodies(string recording, (string Cosine, string Sine) otherwise)
    {
        var found = new FoundGraph(graph, preparation);
        var centers = new CenterGraph(graph, preparation).Centers(recording);
        var lines = Horizontal(graph.Subtract(graph.Take(centers, Bodies, 1), graph.Take(centers, Bodies, 0)));
        var areBothThere = graph.And(HasBody(0), HasBody(1));
        var isThere = graph.And(areBothThere, lines.IsThere);
        return Choose(Any(isThere), First(lines with { IsThere = isThere }), otherwise);

        string HasBody(int body) => found.HasAny(graph.Take(recording, Bodies, body), [(long)Joints, Channels], keep: 1);
    }

    private string Line(string x, int left, int right) => graph.Subtract(graph.Take(x, Joints, right), graph.Take(x, Joints, left));

    private Lines Horizontal(string line)
    {
        var wx = graph.Cast(graph.Take(line, Channels, 0), TensorProto.Types.DataType.Double);
        var wz = graph.Cast(graph.Take(line, Channels, 2), TensorProto.Types.DataType.Double);
        var squares = graph.Add(graph.Multiply(wx, wx), graph.Multiply(wz, wz));
        return WithFlags(wx, wz, graph.Node("Sqrt", [squares]));
    }

    private Lines WithFlags(string wx, string wz, string length)
        => new(wx, wz, length, graph.Node("Greater", [length, graph.Constant(0.0)]));

    // The turn of each line onto +x; none where there is no line.
    private (string Cosine, string Sine) ToX(Lines lines)
    {
        var cosine = graph.Where(lines.IsThere, graph.Divide(lines.X, lines.Length), graph.Constant(1.0));
        var sine = graph.Where(lines.IsThere, graph.Divide(graph.Node("Neg", [lines.Z]), lines.Length), graph.Constant(0.0));
        return (cosine, sine);
    }

    private (string Cosine, string Sine) First(Lines lines)
    {
        var (cosine, sine) = ToX(lines);
        var first = graph.FirstTrue(lines.IsThere);
        return (graph.Gather(graph.Reshape(cosine, -1), first), graph.Gather(graph.Reshape(sine, -1), first));
    }

    private string Any(string flags)
    {
        var numbers = graph.Cast(graph.Reshape(flags, -1), TensorProto.Types.DataType.Float);
        return graph.Node("Greater", [graph.Node("ReduceMax", [numbers]), graph.Constant(0f)]);
    }

    private (string Cosine, string Sine) Choose(
        string condition,
        (string Cosine, string Sine) yes,
        (string Cosine, string Sine) no)
        => (graph.Where(condition, yes.Cosine, no.Cosine), graph.Where(condition, yes.Sine, no.Sine));

    private Lines Choose(string condition, Lines yes, Lines no) => WithFlags(
        graph.Where(condition, yes.X, no.X),
        graph.Where(condition, yes.Z, no.Z),
        graph.Where(condition, yes.Length, no.Length));

    // The sine's sign is one for the whole clip: that of the sum of all w_z.
    private (string Cosine, string Sine) OneDirection(Lines lines)
    {
        var floored = graph.Add(lines.Length, graph.Constant(ClipPreparation.ShoulderFloor));
        var cosine = graph.Divide(lines.X, floored);
        var square = graph.Subtract(graph.Constant(1.0), graph.Multiply(cosine, cosine));
        var sine = graph.Node("Sqrt", [square]);
        var depth = _mayMiss ? graph.Where(graph.IsMissing(lines.Z), graph.Constant(0.0), lines.Z) : lines.Z;
        var sum = graph.Node("ReduceSum", [depth, graph.Constant(0L)]);
        var isNegative = graph.Node("GreaterOrEqual", [sum, graph.Constant(0.0)]);
        return (cosine, graph.Where(isNegative, graph.Node("Neg", [sine]), sine));
    }
}
