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

    public override DataViewSchema.Annotations Annotations { get; } = LayoutAnnotations.Write(
        preparation.Layout,
        preparation.Coordinates < preparation.Shape.Channels ? preparation.Coordinates : null);

    public override void Check(DataViewSchema.Column input)
        => RecordedColumn.Check(input, preparation.Shape.Bodies, preparation.Layout, preparation.Shape.Channels);

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
