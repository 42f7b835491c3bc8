using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.Columns;

namespace MsMclr.MLNet.Transforms.Streams;

/// <summary>A stream as a function of a column.</summary>
internal sealed class StreamFunction(
    SkeletonStream stream,
    ClipShape shape,
    SkeletonLayout layout,
    string inputColumnName) : ClipFunction
{
    public override VectorDataViewType OutputType { get; } = PreparedColumn.TypeOf(StreamShape.Of(stream, shape));

    public override DataViewSchema.Annotations Annotations { get; } = LayoutAnnotations.Write(layout);

    public override void Check(DataViewSchema.Column input) => PreparedColumn.Check(input, shape, layout);

    public override ClipOperation Start() => (in ClipRow row, ReadOnlySpan<float> clip, Span<float> output) =>
    {
        PreparedColumn.CheckLength(inputColumnName, shape, row.Position, clip.Length);
        StreamValues.Make(stream, shape, layout, clip, output);
    };
}
