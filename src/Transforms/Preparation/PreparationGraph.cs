using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Transforms.Preparation;

/// <summary><c>Prepare</c> as an ONNX graph: recordings <c>[1, T, M, V, C]</c> to <c>[C, T, V, M]</c>, the same bits as <see cref="PreparationOperation"/>.</summary>
internal sealed class PreparationGraph(ClipPreparation preparation)
{
    private const int Bodies = 1;
    private const int Joints = 2;
    private const int Channels = 3;
    private readonly OnnxGraph _graph = new("prepare");

    public byte[] Build(string output, string input)
    {
        var shape = preparation.Shape;
        var recording = _graph.Input(input, 1, "T", shape.Bodies, shape.Joints, shape.Channels);
        var x = _graph.Node("Squeeze", [recording, _graph.Constant(0L)]);
        x = Resize(Center(x), Length(x));
        x = preparation.Turning == ClipTurning.None ? x : Turn(x);
        _graph.Output(output, _graph.Node("Transpose", [x], OnnxGraph.Attribute("perm", [3, 0, 2, 1])), shape.Channels, shape.Frames, shape.Joints, shape.Bodies);
        return _graph.ToModel();
    }

    private string Length(string x)
    {
        switch (preparation.Length)
        {
            case ClipLengthRule.CountNonEmpty:
                var present = Present(Take(Take(x, Bodies, 0), Joints, 0), [1, 2, 3], keep: 0);
                return _graph.Node("ReduceSum", [Cast(present, TensorProto.Types.DataType.Int64), _graph.Constant(0L)]);
            case ClipLengthRule.LastNonEmpty:
                // The last of the indices, or nothing, which fails below like every empty clip.
                var frames = _graph.Node("NonZero", [Present(x, [1, 2, 3], keep: 0)]);
                var last = _graph.Node("Gather", [_graph.Node("Concat", [_graph.Constant(-1L), Reshape(frames, -1)], OnnxGraph.Attribute("axis", 0)), _graph.Constant(-1L)]);
                return _graph.Node("Add", [last, _graph.Constant(1L)]);
            default:
                return Frames(x);
        }
    }

    private string Center(string x)
    {
        switch (preparation.Centering)
        {
            case ClipCentering.EachFrame:
                return _graph.Node("Sub", [x, Take(x, Joints, preparation.Layout.Center)]);
            case ClipCentering.FirstFrame:
                var present = Present(x, [2, 3], keep: 1);
                var centers = Reshape(Take(x, Joints, preparation.Layout.Center), -1, preparation.Shape.Channels);
                var origin = _graph.Node("Gather", [centers, FirstTrue(present)]);
                return _graph.Node("Where", [present, _graph.Node("Sub", [x, origin]), x]);
            default:
                return x;
        }
    }

    private string Resize(string x, string length)
    {
        var frames = preparation.Shape.Frames;
        var scale = _graph.Node("Div", [Cast(length, TensorProto.Types.DataType.Double), _graph.Constant((double)frames)]);
        var centers = _graph.Constant([.. Enumerable.Range(0, frames).Select(frame => frame + 0.5)]);
        var at = Cast(_graph.Node("Sub", [_graph.Node("Mul", [centers, scale]), _graph.Constant(0.5)]), TensorProto.Types.DataType.Float);
        var floor = _graph.Node("Floor", [at]);
        var fraction = Reshape(_graph.Node("Sub", [at, floor]), -1, 1, 1, 1);
        var before = Cast(floor, TensorProto.Types.DataType.Int64);
        var first = _graph.Node("Mul", [_graph.Node("Sub", [_graph.Constant(1f), fraction]), Frame(x, before, length)]);
        var second = _graph.Node("Mul", [fraction, Frame(x, _graph.Node("Add", [before, _graph.Constant(1L)]), length)]);
        return _graph.Node("Add", [first, second]);
    }

    // An empty clip asks for a frame that is not there: an error, as in C#, not a clip of zeros.
    private string Frame(string x, string index, string length)
    {
        var last = _graph.Node("Sub", [length, _graph.Constant(1L)]);
        var clamped = _graph.Node("Max", [_graph.Node("Min", [index, last]), _graph.Constant(0L)]);
        var isEmpty = _graph.Node("Equal", [length, _graph.Constant(0L)]);
        return _graph.Node("Gather", [x, _graph.Node("Where", [isEmpty, Frames(x), clamped])], OnnxGraph.Attribute("axis", 0));
    }

    private string Turn(string x)
    {
        var (cosine, sine) = Angles(x);
        (cosine, sine) = (Cast(cosine, TensorProto.Types.DataType.Float), Cast(sine, TensorProto.Types.DataType.Float));
        var (right, up, depth) = (Take(x, Channels, 0), Take(x, Channels, 1), Take(x, Channels, 2));
        var turnedRight = _graph.Node("Sub", [_graph.Node("Mul", [cosine, right]), _graph.Node("Mul", [sine, depth])]);
        var turnedDepth = _graph.Node("Add", [_graph.Node("Mul", [sine, right]), _graph.Node("Mul", [cosine, depth])]);
        return _graph.Node("Concat", [turnedRight, up, turnedDepth], OnnxGraph.Attribute("axis", Channels));
    }

    private (string Cosine, string Sine) Angles(string x)
    {
        var line = _graph.Node("Sub", [Take(x, Joints, preparation.Layout.RightShoulder), Take(x, Joints, preparation.Layout.LeftShoulder)]);
        var wx = Cast(Take(line, Channels, 0), TensorProto.Types.DataType.Double);
        var wz = Cast(Take(line, Channels, 2), TensorProto.Types.DataType.Double);
        var length = _graph.Node("Sqrt", [_graph.Node("Add", [_graph.Node("Mul", [wx, wx]), _graph.Node("Mul", [wz, wz])])]);
        if (preparation.Turning == ClipTurning.OneDirection)
            return Floored(wx, wz, length);
        var isThere = _graph.Node("Greater", [length, _graph.Constant(0.0)]);
        var cosine = _graph.Node("Where", [isThere, _graph.Node("Div", [wx, length]), _graph.Constant(1.0)]);
        var sine = _graph.Node("Where", [isThere, _graph.Node("Div", [_graph.Node("Neg", [wz]), length]), _graph.Constant(0.0)]);
        if (preparation.Turning == ClipTurning.EachFrame)
            return (cosine, sine);
        var first = FirstTrue(isThere);
        return (_graph.Node("Gather", [Reshape(cosine, -1), first]), _graph.Node("Gather", [Reshape(sine, -1), first]));
    }

    private (string Cosine, string Sine) Floored(string wx, string wz, string length)
    {
        var cosine = _graph.Node("Div", [wx, _graph.Node("Add", [length, _graph.Constant(ClipPreparation.ShoulderFloor)])]);
        var sine = _graph.Node("Sqrt", [_graph.Node("Sub", [_graph.Constant(1.0), _graph.Node("Mul", [cosine, cosine])])]);
        var negative = _graph.Node("GreaterOrEqual", [_graph.Node("ReduceSum", [wz, _graph.Constant(0L)]), _graph.Constant(0.0)]);
        return (cosine, _graph.Node("Where", [negative, _graph.Node("Neg", [sine]), sine]));
    }

    private string Present(string x, ReadOnlySpan<long> axes, long keep)
    {
        var sum = _graph.Node("ReduceSum", [_graph.Node("Abs", [x]), _graph.Constant(axes)], OnnxGraph.Attribute("keepdims", keep));
        return _graph.Node("Not", [_graph.Node("Equal", [sum, _graph.Constant(0f)])]);
    }

    private string FirstTrue(string flags)
        => _graph.Node("ArgMax", [Cast(Reshape(flags, -1), TensorProto.Types.DataType.Float)], OnnxGraph.Attribute("axis", 0));

    private string Frames(string x) => _graph.Node("Gather", [_graph.Node("Shape", [x]), _graph.Constant(0L)]);

    private string Take(string x, int axis, int index) => _graph.Node("Gather", [x, _graph.Constant((long)index)], OnnxGraph.Attribute("axis", axis));

    private string Reshape(string x, params ReadOnlySpan<long> shape) => _graph.Node("Reshape", [x, _graph.Constant(shape)]);

    private string Cast(string x, TensorProto.Types.DataType type) => _graph.Node("Cast", [x], OnnxGraph.Attribute("to", (long)type));
}
