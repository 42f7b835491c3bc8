using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.Columns;

namespace MsMclr.MLNet.Transforms.Preparation;

/// <summary>Preparation as a function of a column.</summary>
internal sealed class PreparationFunction(ClipPreparation preparation, string inputColumnName) : ClipFunction
{
    public override VectorDataViewType OutputType { get; } = PreparedColumn.TypeOf(preparation.Shape);

    public override DataViewSchema.Annotations Annotations { get; } = LayoutAnnotations.Write(preparation.Layout);

    public override void Check(DataViewSchema.Column input)
        => RecordedColumn.Check(input, preparation.Shape.Bodies, preparation.Layout, preparation.Shape.Channels);

    public override ClipOperation Start() => new PreparationOperation(preparation, inputColumnName).Prepare;
}
