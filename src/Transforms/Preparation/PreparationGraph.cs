using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Transforms.Preparation;

/// <summary>
/// <c>Prepare</c> as an ONNX graph, which is what a saved model holds: recordings <c>[1, T, M, V, C]</c> to clips <c>[C, T, V, M]</c>.
/// </summary>
/// <remarks>
/// <para>The steps are those of <see cref="PreparationOperation"/>: the resizing is here, the others are graphs of their own. All compute
/// in the same order, in the same precision, and without any function that platforms round differently, so that both give the same
/// bits.</para>
/// <para>Most recordings have all joints. They take a branch of the graph without the nodes that look for missing ones.</para>
/// <para>A branch has no loops and no ifs. What the C# finds by walking over frames is found here on all frames at once: a flag for
/// each frame, then the first flag that is set (<c>ArgMax</c>), the last one (<c>NonZero</c>), their number (<c>ReduceSum</c>) or the
/// nearest one (<see cref="NearestFrames"/>). What the C# leaves alone is chosen by <c>Where</c>. T, the length of the recording, is only
/// known when the graph runs.</para>
/// </remarks>
internal sealed class PreparationGraph(ClipPreparation preparation)
{
    private readonly OnnxGraph _graph = new("prepare");

    public byte[] Build(string output, string input)
    {
        var shape = preparation.Shape;
        var recording = _graph.Input(input, 1, "T", shape.Bodies, shape.Joints, shape.Channels);
        var x = _graph.Node("Squeeze", [recording, _graph.Constant(0L)]);
        var refusals = new ClipRefusals(_graph);
        // A sum of finite numbers is one, unless they are so large that it matters no more.
        var sum = _graph.Node("ReduceL1", [x], OnnxGraph.Attribute("keepdims", 0));
        var isFinite = _graph.Node("Less", [OfSomebody(x, sum, refusals), _graph.Constant(float.PositiveInfinity)]);
        var whole = preparation with { MayMissJoints = false };
        OnnxDimension[] clipShape = [shape.Channels, shape.Frames, shape.Joints, shape.Bodies];
        var clip = _graph.If(isFinite, () => Prepare(x, whole), () => Prepare(refusals.OfInfinite(x), preparation), clipShape);
        _graph.Output(output, clip, clipShape);
        return _graph.ToModel(new Dictionary<string, string> { [PreparationText.Key] = PreparationText.Write(preparation) });
    }

    // The condition depends on it: it comes before all else.
    private string OfSomebody(string x, string sum, ClipRefusals refusals)
    {
        var isEmpty = preparation.Length == ClipLengthRule.All
            ? NoneOf(new FoundGraph(_graph, preparation).FrameCount(x))
            : _graph.Node("Equal", [sum, _graph.Constant(0f)]);
        return refusals.OfNobody(sum, isEmpty, TensorProto.Types.DataType.Float);
    }

    private string NoneOf(string count) => _graph.Node("Equal", [count, _graph.Constant(0L)]);

    private string Prepare(string x, ClipPreparation steps)
    {
        var range = new RangeGraph(_graph, steps).Find(x);
        // Elsewhere the sum has told.
        if (steps.MayMissJoints)
            range.First = new ClipRefusals(_graph).OfNobody(range.First, NoneOf(range.Length));
        var filling = new FillingGraph(_graph, steps);
        var filled = filling.Apply(x);
        var turned = Resize(new CenterGraph(_graph, steps).Apply(filled), range);
        if (steps.Turning != ClipTurning.None)
            turned = new TurnGraph(_graph, steps).Apply(turned, filled);
        if (steps.Scale != ClipScale.None)
            turned = new ScaleGraph(_graph, steps).Apply(turned);
        return _graph.Transpose(filling.Finish(turned), 3, 0, 2, 1);
    }

    // Step 3: T frames, each between two of the recording. Positions are computed in double and rounded to float once, as OpenCV does.
    private string Resize(string x, (string First, string Length) range)
    {
        var frames = preparation.Shape.Frames;
        var length = _graph.Cast(range.Length, TensorProto.Types.DataType.Double);
        var scale = _graph.Divide(length, _graph.Constant((double)frames));
        var centers = _graph.Constant([.. Enumerable.Range(0, frames).Select(frame => frame + 0.5)]);
        var exact = _graph.Subtract(_graph.Multiply(centers, scale), _graph.Constant(0.5));
        var at = _graph.Cast(exact, TensorProto.Types.DataType.Float);
        var floor = _graph.Node("Floor", [at]);
        var fraction = _graph.Subtract(at, floor);
        var before = _graph.Cast(floor, TensorProto.Types.DataType.Int64);
        var after = _graph.Add(before, _graph.Constant(1L));
        if (preparation.MissingJoints == MissingJoints.Keep)
            after = _graph.Where(_graph.Node("Equal", [fraction, _graph.Constant(0f)]), before, after);
        var share = _graph.Reshape(fraction, -1, 1, 1, 1);
        var first = _graph.Multiply(_graph.Subtract(_graph.Constant(1f), share), Frames(x, before, range));
        var second = _graph.Multiply(share, Frames(x, after, range));
        return _graph.Add(first, second);
    }

    // The frames at places that may lie outside the range.
    private string Frames(string x, string places, (string First, string Length) range)
    {
        var last = _graph.Subtract(range.Length, _graph.Constant(1L));
        var clamped = _graph.Node("Max", [_graph.Node("Min", [places, last]), _graph.Constant(0L)]);
        return _graph.Gather(x, _graph.Add(clamped, range.First), axis: 0);
    }
}
