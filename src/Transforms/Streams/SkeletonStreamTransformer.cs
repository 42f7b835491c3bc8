using Microsoft.ML;
using Microsoft.ML.Runtime;
using MsMclr.MLNet.Transforms.Columns;
using MsMclr.MLNet.Transforms.Onnx;
using MsMclr.MLNet.Transforms.Streams;

namespace MsMclr.MLNet;

/// <summary>Makes joints, bones, motion or all of them of prepared clips. Made by <c>mlContext.Transforms.Skeleton.Stream</c>.</summary>
public sealed class SkeletonStreamTransformer : SkeletonRowTransformer
{
    private readonly ClipShape _shape;
    private readonly SkeletonLayout _layout;

    internal SkeletonStreamTransformer(
        IHostEnvironment environment,
        SkeletonStream stream,
        ClipShape shape,
        SkeletonLayout layout,
        string outputColumnName,
        string inputColumnName)
        : base(environment, outputColumnName, inputColumnName)
    {
        Stream = stream;
        _shape = shape;
        _layout = layout;
        Function = new StreamFunction(stream, shape, layout, inputColumnName);
    }

    /// <summary>Gets which stream it makes.</summary>
    public SkeletonStream Stream { get; }

    private protected override ClipFunction Function { get; }

    private protected override ITransformer Saved(MLContext context)
        => SavedOnnx.Fit(context, OutputColumnName, InputColumnName, PreparedColumn.TypeOf(_shape), Build);

    private byte[] Build(string output, string input)
    {
        var graph = new OnnxGraph("stream");
        var clip = graph.Input(input, _shape.Channels, _shape.Frames, _shape.Joints, _shape.Bodies);
        var stream = StreamGraph.Add(graph, clip, Stream, _shape, _layout);
        var made = StreamShape.Of(Stream, _shape);
        graph.Output(output, stream, made.Channels, made.Frames, made.Joints, made.Bodies);
        return graph.ToModel();
    }
}
