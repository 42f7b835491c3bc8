using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Transforms.Columns;

namespace MsMclr.MLNet.Transforms.RandomConvolutions;

/// <summary>Random convolutions as a function of a column.</summary>
internal sealed class ConvolutionFunction(ConvolutionBank bank, string inputColumnName) : ClipFunction
{
    public override VectorDataViewType OutputType { get; } = new(NumberDataViewType.Single, bank.FeatureCount);

    public override DataViewSchema.Annotations Annotations { get; } = SlotNames.Of(bank.FeatureCount, bank.Names);

    public override void Check(DataViewSchema.Column input) => PreparedColumn.Check(input, bank.Shape, layout: null);

    public override ClipOperation Start()
    {
        var features = new ConvolutionFeatures(bank);
        var room = new float[bank.Shape.Length];
        return (in ClipRow row, ReadOnlySpan<float> clip, Span<float> output) =>
        {
            PreparedColumn.CheckLength(inputColumnName, bank.Shape, row.Position, clip.Length);
            clip.Replace(room, float.NaN, 0); // Missing joints are at 0.
            features.Compute(room, output);
        };
    }
}
