using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Transforms.Preparation;

/// <summary>Missing joints and bodies filled as ONNX nodes: <see cref="JointFilling"/>, operation by operation.</summary>
internal sealed class FillingGraph(OnnxGraph graph, ClipPreparation preparation)
{
    private const int Channels = 3;
    private readonly FoundGraph _found = new(graph, preparation);
    private readonly ClipShape _shape = preparation.Shape;

    /// <summary>Fills a recording <c>[T, M, V, C]</c>.</summary>
    public string Apply(string recording)
    {
        var x = preparation.MayMissJoints ? Mark(recording) : recording;
        if (preparation.LongestInterpolatedGap > 0)
            x = FillGaps(x);
        if (!preparation.MayMissJoints)
            return x;
        return preparation.MissingJoints switch
        {
            MissingJoints.Keep => x,
            MissingJoints.Zero => graph.ZeroForMissing(x),
            MissingJoints.Mirror => FillTracks(new MirrorGraph(graph, preparation).Apply(x)),
            _ => FillTracks(x),
        };
    }

    /// <summary>What is missing to the end becomes 0, or stays NaN, in frames <c>[T, M, V, C]</c>.</summary>
    public string Finish(string x)
    {
        if (!preparation.MayStayMissing)
            return x;
        var isMissing = graph.IsMissing(graph.Take(x, Channels, 0));
        var missing = preparation.MissingJoints == MissingJoints.Keep ? float.NaN : 0;
        return graph.Where(isMissing, MissingJoint(missing), x);
    }

    /// <summary>Values of joints, and 0 where they are scores.</summary>
    public string ZeroForScores(string x)
        => preparation.Coordinates == _shape.Channels ? x : graph.Where(IsScore(joints: 1), graph.Constant(0f), x);

    // One value that is not a number makes a whole joint missing.
    private string Mark(string x)
    {
        var flags = graph.Cast(graph.IsMissing(x), TensorProto.Types.DataType.Float);
        var any = graph.Node("ReduceMax", [flags], OnnxGraph.Attribute("axes", [(long)Channels]));
        return graph.Where(graph.Cast(any, TensorProto.Types.DataType.Bool), MissingJoint(float.NaN), x);
    }

    private string FillGaps(string x)
    {
        var present = graph.Reshape(_found.HasAny(x, [2, 3], keep: 0), -1, _shape.Bodies);
        var nearest = new NearestFrames(graph, present);
        var longest = graph.Constant((long)preparation.LongestInterpolatedGap + 1);
        var isShort = graph.Not(graph.Node("Greater", [nearest.Distance, longest]));
        var isBetween = graph.And(nearest.HasBefore, nearest.HasAfter);
        var isGap = graph.And(graph.Not(present), graph.And(isBetween, isShort));
        var bodies = graph.Reshape(x, -1, _shape.Bodies, preparation.BodyLength);
        var mixed = Mix(nearest, bodies);
        if (preparation.Coordinates < _shape.Channels)
            mixed = graph.Where(IsScore(_shape.Joints), graph.Constant(0f), mixed);
        return AsRecording(graph.Where(Column(isGap), mixed, bodies));
    }

    private string FillTracks(string x)
    {
        var isMissing = graph.IsMissing(graph.Take(x, Channels, 0));
        var isFound = graph.And(graph.Not(isMissing), _found.HasAny(x, [2, 3], keep: 1));
        var tracks = (long)_shape.Bodies * _shape.Joints;
        var nearest = new NearestFrames(graph, graph.Reshape(isFound, -1, tracks));
        var joints = graph.Reshape(x, -1, tracks, _shape.Channels);
        var before = nearest.RowsBefore(joints);
        var none = graph.Constant(float.NaN);
        var atStart = graph.Where(Column(nearest.HasAfter), nearest.RowsAfter(joints), none);
        var filled = graph.Where(Column(nearest.HasBefore), before, atStart);
        if (preparation.MissingJoints != MissingJoints.Hold)
        {
            var isBetween = graph.And(nearest.HasBefore, nearest.HasAfter);
            filled = graph.Where(Column(isBetween), Mix(nearest, joints), filled);
        }

        return AsRecording(graph.Where(graph.Reshape(isMissing, -1, tracks, 1), ZeroForScores(filled), joints));
    }

    private string Mix(NearestFrames nearest, string rows)
    {
        var first = nearest.RowsBefore(rows);
        var way = graph.Subtract(nearest.RowsAfter(rows), first);
        return graph.Add(first, graph.Multiply(Column(nearest.Share), way));
    }

    private string Column(string x) => graph.Node("Unsqueeze", [x, graph.Constant(2L)]);

    private string AsRecording(string x) => graph.Reshape(x, -1, _shape.Bodies, _shape.Joints, _shape.Channels);

    private string MissingJoint(float coordinate)
        => graph.Constant([.. Enumerable.Range(0, _shape.Channels).Select(channel => channel < preparation.Coordinates ? coordinate : 0)]);

    private string IsScore(int joints)
        => graph.Flags(Enumerable.Range(0, joints * _shape.Channels).Select(i => i % _shape.Channels >= preparation.Coordinates));
}
