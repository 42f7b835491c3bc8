using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Heads.Saving;

/// <summary>
/// A classifier of ours as in-box components: an ONNX graph that votes, then a linear classifier that gives <c>Score</c> and
/// <c>PredictedLabel</c> their standard annotations. The graph undoes what the classifier does to the votes.
/// </summary>
internal static class VoteModel
{
    /// <summary>Builds the two.</summary>
    /// <param name="label">The label, whose key values name the classes.</param>
    /// <param name="featureColumn">The column that is read.</param>
    /// <param name="dimension">The length of its vectors.</param>
    /// <param name="vote">Gives the graph for a head, an output and an input name.</param>
    /// <param name="alsoDropped">Further columns that nobody needs afterwards.</param>
    public static ITransformer Build(DataViewSchema.Column label, string featureColumn, int dimension, Func<VoteHead, string, string, byte[]> vote, params string[] alsoDropped)
    {
        var context = new MLContext(1);
        var votes = $"{featureColumn}.Votes";
        var type = new VectorDataViewType(NumberDataViewType.Single, dimension);
        var head = VoteHead.Fit(context, label, votes);
        var voting = SavedOnnx.Fit(context, votes, featureColumn, type, (output, input) => vote(head, output, input));
        var scoring = new TransformerChain<ITransformer>(voting, head.Transformer);
        return scoring.Append(context.Transforms.DropColumns([votes, .. alsoDropped]).Fit(scoring.Transform(EmptyView.With(featureColumn, type))));
    }
}
