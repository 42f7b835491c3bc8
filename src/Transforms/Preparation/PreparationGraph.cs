using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Transforms.Preparation;

/// <summary>
/// <c>Prepare</c> as an ONNX graph, which is what a saved model holds: recordings <c>[1, T, M, V, C]</c> to clips <c>[C, T, V, M]</c>.
/// </summary>
/// <remarks>
/// <para>The steps are those of <see cref="PreparationOperation"/>: length, center and resize are methods here, turn and scale graphs of
/// their own. All compute in the same order, in the same precision, and without any function that platforms round differently, so that
/// both give the same bits.</para>
/// <para>An ONNX graph has no loops and no ifs. What the C# finds by walking over frames is found here on all frames at once: a flag for
/// each frame, then the first flag that is set (<c>ArgMax</c>), the last one (<c>NonZero</c>) or their number (<c>ReduceSum</c>). What the
/// C# leaves alone is chosen by <c>Where</c>. T, the length of the recording, is only known when the graph runs.</para>
/// </remarks>
internal sealed class PreparationGraph(ClipPreparation preparation)
{
    // The axes of a recording [T, M, V, C]; the frames' is 0.
    private const int Bodies = 1;
    private const int Joints = 2;
    private readonly OnnxGraph _graph = new("prepare");

    public byte[] Build(string output, string input)
    {
        var shape = preparation.Shape;
        var recording = _graph.Input(input, 1, "T", shape.Bodies, shape.Joints, shape.Channels);
        var x = _graph.Node("Squeeze", [recording, _graph.Constant(0L)]);
        var centered = Center(x);
        var turned = Resize(centered, Length(x));
        if (preparation.Turning != ClipTurning.None)
            turned = new TurnGraph(_graph, preparation).Apply(turned, x);
        if (preparation.Scale != ClipScale.None)
            turned = new ScaleGraph(_graph, preparation).Apply(turned);
        var clip = _graph.Transpose(turned, 3, 0, 2, 1);
        _graph.Output(output, clip, shape.Channels, shape.Frames, shape.Joints, shape.Bodies);
        return _graph.ToModel();
    }

    // Step 1: L, how many frames count.
    private string Length(string x)
    {
        switch (preparation.Length)
        {
            case ClipLengthRule.CountNonEmpty:
                var firstJoint = _graph.Take(_graph.Take(x, Bodies, 0), Joints, 0);
                var flags = _graph.Cast(HasValues(firstJoint, [1, 2, 3], keep: 0), TensorProto.Types.DataType.Int64);
                return _graph.Node("ReduceSum", [flags, _graph.Constant(0L)]);
            case ClipLengthRule.LastNonEmpty:
                // The indices of the frames that are not empty, behind a -1: the last of them plus 1 is L, and 0 if there is none.
                var frames = _graph.Node("NonZero", [HasValues(x, [1, 2, 3], keep: 0)]);
                string[] indices = [_graph.Constant(-1L), _graph.Reshape(frames, -1)];
                var all = _graph.Node("Concat", indices, OnnxGraph.Attribute("axis", 0));
                var last = _graph.Gather(all, _graph.Constant(-1L));
                return _graph.Add(last, _graph.Constant(1L));
            default:
                return FrameCount(x);
        }
    }

    // Step 2: the origin.
    private string Center(string x)
    {
        switch (preparation.Centering)
        {
            case ClipCentering.EachFrame:
                return _graph.Subtract(x, _graph.Take(x, Joints, preparation.Layout.Center));
            case ClipCentering.FirstFrame:
                // Absent bodies stay 0.
                var present = HasValues(x, [2, 3], keep: 1);
                var centers = _graph.Reshape(_graph.Take(x, Joints, preparation.Layout.Center), -1, preparation.Shape.Channels);
                var origin = _graph.Gather(centers, _graph.FirstTrue(present));
                return _graph.Where(present, _graph.Subtract(x, origin), x);
            default:
                return x;
        }
    }

    // Step 3: T frames, each between two of the recording. Positions are computed in double and rounded to float once, as OpenCV does.
    private string Resize(string x, string length)
    {
        var frames = preparation.Shape.Frames;
        var scale = _graph.Divide(_graph.Cast(length, TensorProto.Types.DataType.Double), _graph.Constant((double)frames));
        var centers = _graph.Constant([.. Enumerable.Range(0, frames).Select(frame => frame + 0.5)]);
        var exact = _graph.Subtract(_graph.Multiply(centers, scale), _graph.Constant(0.5));
        var at = _graph.Cast(exact, TensorProto.Types.DataType.Float);
        var floor = _graph.Node("Floor", [at]);
        var fraction = _graph.Reshape(_graph.Subtract(at, floor), -1, 1, 1, 1);
        var before = _graph.Cast(floor, TensorProto.Types.DataType.Int64);
        var first = _graph.Multiply(_graph.Subtract(_graph.Constant(1f), fraction), Frames(x, before, length));
        var second = _graph.Multiply(fraction, Frames(x, _graph.Add(before, _graph.Constant(1L)), length));
        return _graph.Add(first, second);
    }

    // The frames at places that may lie outside the clip. An empty clip asks for a frame that is not there: an error, as in C#, and not
    // a clip of zeros.
    private string Frames(string x, string places, string length)
    {
        var last = _graph.Subtract(length, _graph.Constant(1L));
        var clamped = _graph.Node("Max", [_graph.Node("Min", [places, last]), _graph.Constant(0L)]);
        var isEmpty = _graph.Node("Equal", [length, _graph.Constant(0L)]);
        return _graph.Gather(x, _graph.Where(isEmpty, FrameCount(x), clamped), axis: 0);
    }

    // Whether any value over the axes is not 0.
    private string HasValues(string x, ReadOnlySpan<long> axes, long keep)
    {
        string[] inputs = [_graph.Node("Abs", [x]), _graph.Constant(axes)];
        var sum = _graph.Node("ReduceSum", inputs, OnnxGraph.Attribute("keepdims", keep));
        return _graph.Node("Not", [_graph.Node("Equal", [sum, _graph.Constant(0f)])]);
    }

    private string FrameCount(string x) => _graph.Gather(_graph.Node("Shape", [x]), _graph.Constant(0L));
}
