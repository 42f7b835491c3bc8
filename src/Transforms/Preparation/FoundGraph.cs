using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Transforms.Preparation;

/// <summary>Nodes that tell what is there in a recording <c>[T, M, V, C]</c>: <see cref="FoundValues"/>.</summary>
internal sealed class FoundGraph(OnnxGraph graph, ClipPreparation preparation)
{
    /// <summary>Whether there is a number other than 0 over the axes.</summary>
    public string HasAny(string x, ReadOnlySpan<long> axes, long keep)
    {
        var numbers = preparation.MayMissJoints ? graph.ZeroForMissing(x) : x;
        string[] inputs = [graph.Node("Abs", [numbers]), graph.Constant(axes)];
        var sum = graph.Node("ReduceSum", inputs, OnnxGraph.Attribute("keepdims", keep));
        return graph.Not(graph.Node("Equal", [sum, graph.Constant(0f)]));
    }

    /// <summary>T.</summary>
    public string FrameCount(string x) => graph.Gather(graph.Node("Shape", [x]), graph.Constant(0L));
}
