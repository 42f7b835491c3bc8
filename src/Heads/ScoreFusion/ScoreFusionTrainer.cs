using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Heads.Labels;
using MsMclr.MLNet.Heads.Saving;
using MsMclr.MLNet.Heads.ScoreFusion;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

/// <summary>Trains a head for each of several columns of embeddings and decides by the weighted sum of their scores: the papers' three-stream fusion.</summary>
/// <remarks>
/// <para>Input: a label <c>Key&lt;UInt32&gt;</c> and columns <c>Vector&lt;Single, D&gt;</c>, such as <c>MsMclrThreeStreams</c> adds. Output: <c>Score</c>
/// (<c>Vector&lt;Single, classes&gt;</c>, probabilities) and <c>PredictedLabel</c>, as every multiclass trainer of ML.NET. The transformer consists of in-box components: a saved
/// model loads without this library.</para>
/// <para>score = softmax(sum over streams of w log p). The authors add logits, which differ from log p by a number that is the same for all classes of a clip, so the
/// decision is theirs (method, section 9).</para>
/// </remarks>
public sealed partial class ScoreFusionTrainer : IEstimator<TransformerChain<ITransformer>>
{
    private readonly Options _options;

    internal ScoreFusionTrainer(Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Checked();
    }

    /// <summary>Trains the heads, one after the other.</summary>
    /// <param name="input">A view with the label and the columns; cache it, each head reads it.</param>
    /// <returns>The transformer that predicts; dispose it when done.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">A head's <c>Score</c> does not hold one number for each class.</exception>
    public TransformerChain<ITransformer> Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var label = LabelNames.Require(input.Schema, _options.LabelColumnName);
        if (((KeyDataViewType)label.Type).Count is not (> 1 and <= int.MaxValue and var count))
            throw ColumnErrors.Mismatch(label.Name, LabelNames.ExpectedType, label.Type.ToString()!);
        var (classes, context) = ((int)count, new MLContext(1));
        List<ITransformer> parts = [];
        var view = input;
        void Add(ITransformer part)
        {
            parts.Add(part);
            view = part.Transform(view);
        }

        foreach (var stream in _options.Streams)
        {
            var head = Head(context, stream).Fit(input);
            RequireScores(head.GetOutputSchema(input.Schema), stream, classes);
            Add(head);
            Add(context.Transforms.CopyColumns(ScoresOf(stream), "Score").Fit(view));
        }

        string[] scores = [.. _options.Streams.Select(ScoresOf)];
        const string All = "Score.OfStreams";
        Add(context.Transforms.Concatenate(All, scores).Fit(view));
        Add(VoteModel.Build(label, All, scores.Length * classes, (head, output, from) => FusionGraph.Build(_options.Streams, classes, head, output, from), All));
        Add(context.Transforms.DropColumns(scores).Fit(view));
        return new TransformerChain<ITransformer>([.. parts]);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        // An array: Last of a list's Select would look at the last stream alone.
        return _options.Streams.Select(stream => ClassifierShape.Of(inputSchema, _options.LabelColumnName, stream.FeatureColumnName, "Vector<Single, D>")).ToArray()[^1];
    }

    private static string ScoresOf(FusedStream stream) => $"{stream.FeatureColumnName}.Score";

    private static void RequireScores(DataViewSchema scored, FusedStream stream, int classes)
    {
        if (scored.GetColumnOrNull("Score") is not { Type: VectorDataViewType { Size: var size } vector } || size != classes || vector.ItemType != NumberDataViewType.Single)
            throw new InvalidOperationException($"The head on '{stream.FeatureColumnName}' gives no Score of type Vector<Single, {classes}>, one probability a class; choose another ScoreFusionTrainer.Options.Head.");
    }

    private IEstimator<ITransformer> Head(MLContext context, FusedStream stream)
        => _options.Head is { } own ? own(stream.FeatureColumnName) : LinearHead(context, stream.FeatureColumnName);

    // On one scale and without L1: as it comes, ML.NET's trainer may put every weight of an embedding at 0 (docs/heads.md has the figures).
    private EstimatorChain<ITransformer> LinearHead(MLContext context, string features)
    {
        var scaled = $"{features}.Scaled";
        return new EstimatorChain<ITransformer>().Append(context.Transforms.NormalizeMeanVariance(scaled, features, fixZero: false))
            .Append(context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(_options.LabelColumnName, scaled, l1Regularization: 0))
            .Append<ITransformer>(context.Transforms.DropColumns(scaled));
    }
}
