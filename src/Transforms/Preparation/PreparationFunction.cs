using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.Columns;

namespace MsMclr.MLNet.Transforms.Preparation;

/// <summary>Preparation as a function of a column.</summary>
internal sealed class PreparationFunction(IHost host, ClipPreparation preparation, string inputColumnName) : ClipFunction
{
    public override VectorDataViewType OutputType { get; } = PreparedColumn.TypeOf(preparation.Shape);

    public override DataViewSchema.Annotations Annotations { get; } = Describe(preparation);

    public override void Check(DataViewSchema.Column input)
        => RecordedColumn.Check(input, preparation.Shape.Bodies, preparation.Layout, preparation.Shape.Channels);

    private static DataViewSchema.Annotations Describe(ClipPreparation preparation)
    {
        int? coordinates = preparation.Coordinates < preparation.Shape.Channels ? preparation.Coordinates : null;
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(LayoutAnnotations.Write(preparation.Layout, coordinates), _ => true);
        var text = PreparationText.Write(preparation).AsMemory();
        builder.Add(SkeletonAnnotations.Preparation, TextDataViewType.Instance, (ref ReadOnlyMemory<char> value) => value = text);
        return builder.ToAnnotations();
    }

    public override ClipOperation Start() => new PreparationOperation(preparation, inputColumnName).Prepare;

    public override void End(ClipOperation operation)
    {
        if (operation.Target is not PreparationOperation { FramesMade: > 0 and var made })
            return;
        using var channel = host.Start("Prepare");
        channel.Info(
            MessageSensitivity.None,
            "Column '{0}': {1} frames in which a body was absent were interpolated (LongestInterpolatedGap is {2}).",
            inputColumnName,
            made,
            preparation.LongestInterpolatedGap);
    }
}
