using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Transforms.Preparation;

/// <summary>
/// Nodes that end a graph with an error where a clip cannot be prepared. ONNX has no operator for that: they look up the second of one
/// number. ONNX Runtime's error has the name of the node, which says what is wrong with the clip.
/// </summary>
internal sealed class ClipRefusals(OnnxGraph graph)
{
    public const string Nobody = "nobody_is_in_the_clip";
    public const string Infinite = "a_coordinate_of_the_clip_is_infinite";

    /// <summary>A number, unless nobody is in the clip.</summary>
    public string OfNobody(string number, string isEmpty, TensorProto.Types.DataType type = TensorProto.Types.DataType.Int64)
        => graph.Add(number, ZeroUnless(isEmpty, Nobody, type));

    /// <summary>A recording, if no number of it is infinite.</summary>
    public string OfInfinite(string x)
    {
        var flags = graph.Cast(graph.Node("IsInf", [x]), TensorProto.Types.DataType.Int64);
        var any = graph.Node("ReduceMax", [flags], OnnxGraph.Attribute("keepdims", 0));
        // Subtracted, 0 changes no bit.
        return graph.Subtract(x, ZeroUnless(any, Infinite, TensorProto.Types.DataType.Float));
    }

    private string ZeroUnless(string refused, string name, TensorProto.Types.DataType type)
    {
        string[] lookup = [graph.Constant(0L), graph.Cast(refused, TensorProto.Types.DataType.Int64)];
        return graph.Cast(graph.Named(name, "Gather", lookup), type);
    }
}
