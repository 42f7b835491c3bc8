using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Transforms.Columns;
using MsMclr.MLNet.Transforms.Encoders.Definition;

namespace MsMclr.MLNet.Transforms.Encoders.Scoring;

/// <summary>The embedding of one clip at a time.</summary>
internal sealed class EmbeddingFunction(EncoderDefinition encoder, string inputColumnName, Func<EncoderSession> session) : ClipFunction
{
    public override VectorDataViewType OutputType { get; } = new(NumberDataViewType.Single, encoder.EmbeddingSize);

    public override DataViewSchema.Annotations Annotations { get; } = SlotNames.Of(encoder.EmbeddingSize, () => encoder.EmbeddingNames);

    public override void Check(DataViewSchema.Column input) => PreparedColumn.Check(input, encoder.Shape, encoder.Layout);

    public override ClipOperation Start() => (in ClipRow row, ReadOnlySpan<float> clip, Span<float> features) =>
    {
        PreparedColumn.CheckLength(inputColumnName, encoder.Shape, row.Position, clip.Length);
        session().Embed(clip, features);
    };
}
