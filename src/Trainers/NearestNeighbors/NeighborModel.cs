using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet;

/// <summary>
/// A bank of neighbours as in-box components: an ONNX graph that votes, then a linear classifier that gives <c>Score</c> and
/// <c>PredictedLabel</c> their standard annotations. The graph undoes what the classifier does to the votes.
/// </summary>
internal static class NeighborModel
{
    public static ITransformer Build(NeighborBank bank, DataViewSchema.Column label, string featureColumn)
    {
        var context = new MLContext(1);
        var votes = $"{featureColumn}.Votes";
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnName = featureColumn;
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, bank.Rows.Dimension);
        var empty = context.Data.LoadFromEnumerable(Array.Empty<Row>(), schema);
        var head = VoteHead.Fit(context, label, votes);
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.onnx");
        try
        {
            File.WriteAllBytes(file, NeighborGraph.Build(bank, head, featureColumn, votes));
            var voting = context.Transforms.ApplyOnnxModel(votes, featureColumn, file).Fit(empty);
            var scoring = new TransformerChain<ITransformer>(voting, head.Transformer);
            return scoring.Append(context.Transforms.DropColumns(votes).Fit(scoring.Transform(empty)));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private sealed class Row
    {
        public float[] Features { get; set; } = [];
    }
}
