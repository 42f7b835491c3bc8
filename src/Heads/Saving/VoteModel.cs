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
    /// <param name="catalogs">Makes the pieces.</param>
    /// <param name="label">The label, whose key values name the classes.</param>
    /// <param name="featureColumn">The column that is read.</param>
    /// <param name="dimension">The length of its vectors.</param>
    /// <param name="vote">Gives the graph for a head, an output and an input name.</param>
    /// <param name="alsoDropped">Further columns that nobody needs afterwards.</param>
    public static ITransformer Build(
        HostedCatalogs catalogs,
        DataViewSchema.Column label,
        string featureColumn,
        int dimension,
        Func<VoteHead, string, string, byte[]> vote,
        params string[] alsoDropped)
    {
        var votes = $"{featureColumn}.Votes";
        var type = new VectorDataViewType(NumberDataViewType.Single, dimension);
        var view = EmptyView.With(featureColumn, type);
        var head = VoteHead.Fit(catalogs, label, votes);
        var voting = SavedOnnx.Fit(catalogs.Transforms, votes, featureColumn, type, (output, input) => vote(head, output, input));
        var scoring = new TransformerChain<ITransformer>(voting, head.Transformer);
        return scoring.Append(catalogs.Transforms.DropColumns([votes, .. alsoDropped]).Fit(scoring.Transform(view)));
    }
}
