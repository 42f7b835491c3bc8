using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Transforms.Preparation;

/// <summary>
/// For every frame of <c>[T, N]</c> flags the nearest frames whose flag is set, as ONNX nodes: that frame itself or one before it, and one
/// after it. Columns are independent.
/// </summary>
/// <remarks>
/// A recurrence over frames without a loop: a running sum of the flags numbers the frames that are set, a table holds the time of each
/// number, and every frame looks up the number before it and the one behind. The cost is linear in T.
/// </remarks>
internal sealed class NearestFrames
{
    private readonly OnnxGraph _graph;
    private readonly string _before;
    private readonly string _after;

    public NearestFrames(OnnxGraph graph, string flags)
    {
        _graph = graph;
        var shape = graph.Node("Shape", [flags]);
        var frames = graph.Gather(shape, graph.Constant(0L));
        var zero = graph.Constant(0L);
        var one = graph.Constant(1L);
        var times = graph.Subtract(graph.RunningSum(graph.Node("Expand", [one, shape]), axis: 0), one);
        var count = graph.RunningSum(graph.Cast(flags, TensorProto.Types.DataType.Int64), axis: 0);
        var rank = graph.Subtract(count, one);

        // T stands where no frame is. Frames that are not set write into the last row, which nobody reads.
        var empty = graph.Node("Expand", [frames, graph.Add(shape, graph.Constant(2L, 0L))]);
        var rows = graph.Where(flags, rank, graph.Add(frames, one));
        var table = graph.Node("ScatterElements", [empty, rows, times], OnnxGraph.Attribute("axis", 0));
        var before = Elements(table, graph.Node("Max", [rank, zero]));
        var after = Elements(table, count);
        HasBefore = graph.Node("Greater", [count, zero]);
        HasAfter = graph.Node("Less", [after, frames]);
        Distance = graph.Subtract(after, before);
        Share = graph.Divide(Number(graph.Subtract(times, before)), Number(Distance));
        var last = graph.Subtract(frames, one);
        _before = graph.Node("Min", [before, last]);
        _after = graph.Node("Min", [after, last]);
    }

    /// <summary>Whether the flag of the frame, or of one before it, is set.</summary>
    public string HasBefore { get; }

    /// <summary>Whether the flag of a frame after it is set.</summary>
    public string HasAfter { get; }

    /// <summary>How many frames lie from the one to the other. Means nothing where one of them is not there.</summary>
    public string Distance { get; }

    /// <summary>How far the frame is on the way from the one to the other. Means nothing where one of them is not there.</summary>
    public string Share { get; }

    /// <summary>The elements of <c>[T, N]</c> in the frames before. Mean nothing where there is none.</summary>
    public string Before(string x) => Elements(x, _before);

    /// <summary>The elements of <c>[T, N]</c> in the frames after. Mean nothing where there is none.</summary>
    public string After(string x) => Elements(x, _after);

    /// <summary>The rows of <c>[T, N, C]</c> in the frames before. Mean nothing where there is none.</summary>
    public string RowsBefore(string x) => Elements(x, Wide(x, _before));

    /// <summary>The rows of <c>[T, N, C]</c> in the frames after. Mean nothing where there is none.</summary>
    public string RowsAfter(string x) => Elements(x, Wide(x, _after));

    private string Wide(string x, string frames)
        => _graph.Node("Expand", [_graph.Node("Unsqueeze", [frames, _graph.Constant(2L)]), _graph.Node("Shape", [x])]);

    private string Elements(string x, string frames) => _graph.Node("GatherElements", [x, frames], OnnxGraph.Attribute("axis", 0));

    private string Number(string x) => _graph.Cast(x, TensorProto.Types.DataType.Float);
}
