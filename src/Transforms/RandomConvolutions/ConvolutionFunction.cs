using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Transforms.Columns;

namespace MsMclr.MLNet.Transforms.RandomConvolutions;

/// <summary>Random convolutions as a function of a column.</summary>
internal sealed class ConvolutionFunction(ConvolutionBank bank, string inputColumnName) : ClipFunction
{
    public override VectorDataViewType OutputType { get; } = new(NumberDataViewType.Single, bank.FeatureCount);

    public override DataViewSchema.Annotations Annotations { get; } = SlotNames(bank);

    public override void Check(DataViewSchema.Column input) => PreparedColumn.Check(input, bank.Shape, layout: null);

    public override ClipOperation Start()
    {
        var features = new ConvolutionFeatures(bank);
        return (in ClipRow row, ReadOnlySpan<float> clip, Span<float> output) =>
        {
            PreparedColumn.CheckLength(inputColumnName, bank.Shape, row.Position, clip.Length);
            features.Compute(clip, output);
        };
    }

    private static DataViewSchema.Annotations SlotNames(ConvolutionBank bank)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        var type = new VectorDataViewType(TextDataViewType.Instance, bank.FeatureCount);
        builder.Add("SlotNames", type, (ref VBuffer<ReadOnlyMemory<char>> names) =>
        {
            var editor = VBufferEditor.Create(ref names, bank.FeatureCount);
            var slot = 0;
            foreach (var name in bank.Names())
                editor.Values[slot++] = name.AsMemory();
            names = editor.Commit();
        });
        return builder.ToAnnotations();
    }
}
