using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MsMclr.MLNet.Heads.Labels;
using MsMclr.MLNet.Heads.Saving;
using MsMclr.MLNet.Heads.ScoreFusion;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

/// <summary>
/// Trains a head for each of several columns of embeddings and decides by the weighted sum of their scores: the papers' three-stream
/// fusion.
/// </summary>
/// <remarks>
/// <para>Input: a label <c>Key&lt;UInt32&gt;</c> and columns <c>Vector&lt;Single, D&gt;</c>, such as <c>MsMclrThreeStreams</c> adds.
/// Output: <c>Score</c> (<c>Vector&lt;Single, classes&gt;</c>, probabilities) and <c>PredictedLabel</c>, as every multiclass trainer of
/// ML.NET. The transformer consists of in-box components: a saved model loads without this library.</para>
/// <para>score = softmax(sum over streams of w log p). The authors add logits, which differ from log p by a number that is the same for
/// all classes of a clip, so the decision is theirs (method, section 9).</para>
/// </remarks>
public sealed partial class ScoreFusionTrainer : IEstimator<TransformerChain<ITransformer>>
{
    private const string AllScores = "Score.OfStreams";
    private readonly IHostEnvironment _environment;
    private readonly Options _options;

    internal ScoreFusionTrainer(IHostEnvironment environment, Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _environment = environment;
        _options = options.Checked();
    }

    /// <summary>Trains the heads, one after the other.</summary>
    /// <param name="input">A view with the label and the columns; cache it, each head reads it.</param>
    /// <returns>The transformer that predicts; dispose it when done.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">A head's <c>Score</c> does not hold one number for each class.</exception>
    /// <exception cref="OperationCanceledException">
    /// <see cref="Options.CancellationToken"/> asked for it, or the context was canceled.
    /// </exception>
    public TransformerChain<ITransformer> Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var label = LabelNames.Require(input.Schema, _options.LabelColumnName);
        var classes = Classes(label);
        using var catalogs = new HostedCatalogs(_environment, nameof(ScoreFusionTrainer), _options.CancellationToken);
        List<ITransformer> parts = [];
        var view = input;
        void Add(ITransformer part)
        {
            parts.Add(part);
            view = part.Transform(view);
        }

        foreach (var stream in _options.Streams)
        {
            var head = catalogs.Fit(Head(catalogs, stream), input);
            RequireScores(head.GetOutputSchema(input.Schema), stream, classes);
            Add(head);
            Add(catalogs.Transforms.CopyColumns(ScoresOf(stream), "Score").Fit(view));
        }

        _options.CancellationToken.ThrowIfCancellationRequested();
        string[] scores = [.. _options.Streams.Select(ScoresOf)];
        Add(catalogs.Transforms.Concatenate(AllScores, scores).Fit(view));
        Add(VoteModel.Build(
            catalogs,
            label,
            AllScores,
            scores.Length * classes,
            (head, output, from) => FusionGraph.Build(_options.Streams, classes, head, output, from),
            AllScores));
        Add(catalogs.Transforms.DropColumns(scores).Fit(view));
        return new TransformerChain<ITransformer>([.. parts]);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        // Every stream is looked at; the shape is the same for each.
        var shape = inputSchema;
        foreach (var stream in _options.Streams)
        {
            var columns = new LabeledColumns(_options.LabelColumnName, stream.FeatureColumnName);
            shape = ClassifierShape.Of(_environment, inputSchema, columns, "Vector<Single, D>");
        }

        return shape;
    }

    private static int Classes(DataViewSchema.Column label)
    {
        var count = ((KeyDataViewType)label.Type).Count;
        if (count is < 2 or > int.MaxValue)
            throw ColumnErrors.Mismatch(label.Name, LabelNames.ExpectedType, label.Type.ToString()!);
        return (int)count;
    }

    private static string ScoresOf(FusedStream stream) => $"{stream.FeatureColumnName}.Score";

    private static void RequireScores(DataViewSchema scored, FusedStream stream, int classes)
    {
        var type = scored.GetColumnOrNull("Score")?.Type as VectorDataViewType;
        if (type?.Size == classes && type.ItemType == NumberDataViewType.Single)
            return;
        var found = $"The head on '{stream.FeatureColumnName}' gives no Score of type Vector<Single, {classes}>, one probability a class";
        throw new InvalidOperationException($"{found}; choose another ScoreFusionTrainer.Options.Head.");
    }

    private IEstimator<ITransformer> Head(HostedCatalogs catalogs, FusedStream stream)
    {
        if (_options.Head is not null)
            return _options.Head(stream.FeatureColumnName);
        return LinearHead(catalogs, stream.FeatureColumnName);
    }

    // On one scale and without L1: as it comes, ML.NET's trainer may put every weight of an embedding at 0 (docs/heads.md has the
    // figures).
    private EstimatorChain<ITransformer> LinearHead(HostedCatalogs catalogs, string features)
    {
        var scaled = $"{features}.Scaled";
        return new EstimatorChain<ITransformer>()
            .Append(catalogs.Transforms.NormalizeMeanVariance(scaled, features, fixZero: false))
            .Append(catalogs.Multiclass.LbfgsMaximumEntropy(_options.LabelColumnName, scaled, l1Regularization: 0))
            .Append<ITransformer>(catalogs.Transforms.DropColumns(scaled));
    }
}
