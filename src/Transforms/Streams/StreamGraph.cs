using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Transforms.Streams;

/// <summary>The streams as ONNX nodes.</summary>
internal static class StreamGraph
{
    /// <summary>Adds the stream of clips <c>[..., C, T, V, M]</c>.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="clips">The clips.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="shape">C, T, V, M.</param>
    /// <param name="layout">The skeleton.</param>
    public static string Add(OnnxGraph graph, string clips, SkeletonStream stream, ClipShape shape, SkeletonLayout layout)
    {
        const int Channels = -4;
        const int Frames = -3;
        const int Joints = -2;
        switch (stream)
        {
            case SkeletonStream.Bone:
                return graph.Subtract(clips, Gather(graph, clips, Joints, layout.Parents));
            case SkeletonStream.Motion:
                var next = Enumerable.Range(1, shape.Frames).Select(frame => Math.Min(frame, shape.Frames - 1));
                return graph.Subtract(Gather(graph, clips, Frames, next), clips);
            case SkeletonStream.Stacked:
                var bones = Add(graph, clips, SkeletonStream.Bone, shape, layout);
                var motion = Add(graph, clips, SkeletonStream.Motion, shape, layout);
                return graph.Node("Concat", [clips, bones, motion], OnnxGraph.Attribute("axis", Channels));
            default:
                return clips;
        }
    }

    private static string Gather(OnnxGraph graph, string clips, int axis, IEnumerable<int> indices)
        => graph.Gather(clips, graph.Constant([.. indices.Select(index => (long)index)]), axis);
}
