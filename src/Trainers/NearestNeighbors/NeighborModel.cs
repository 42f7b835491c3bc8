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
        var type = new VectorDataViewType(NumberDataViewType.Single, bank.Rows.Dimension);
        var head = VoteHead.Fit(context, label, votes);
        var voting = SavedOnnx.Fit(context, votes, featureColumn, type, (output, input) => NeighborGraph.Build(bank, head, input, output));
        var scoring = new TransformerChain<ITransformer>(voting, head.Transformer);
        return scoring.Append(context.Transforms.DropColumns(votes).Fit(scoring.Transform(EmptyView.With(featureColumn, type))));
    }
}
