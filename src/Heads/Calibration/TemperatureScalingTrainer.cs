using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MsMclr.MLNet.Heads.Calibration;
using MsMclr.MLNet.Heads.Labels;
using MsMclr.MLNet.Heads.Saving;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

/// <summary>Fits a head and makes its scores into probabilities that mean what they say, for people whom it has not seen.</summary>
/// <remarks>
/// <para>Temperature scaling: softmax(log p / T), with one number T for all classes (Guo et al., "On calibration of modern neural
/// networks", ICML 2017, section 4.2). No prediction changes. T is chosen on rows that were held out, group by group: people are dealt to
/// folds, a head is fitted without each fold, and scores its rows. The head that is kept is fitted to all rows.</para>
/// <para>Input: a label <c>Key&lt;UInt32&gt;</c>, a column of groups, and what the head reads. Output: <c>Score</c>
/// (<c>Vector&lt;Single, classes&gt;</c>, probabilities) and <c>PredictedLabel</c> (a key with the label's key values).</para>
/// <list type="table">
/// <listheader><term>Characteristic</term><description>Value</description></listheader>
/// <item><term>Machine learning task</term><description>Multiclass classification</description></item>
/// <item><term>Is caching required?</term><description>Yes; each head reads the view</description></item>
/// <item><term>Required NuGet in addition to Microsoft.ML</term><description>Microsoft.ML.OnnxRuntime</description></item>
/// <item><term>Exportable to ONNX</term><description>Yes, where the head is</description></item>
/// </list>
/// <para>T is the one whose confidences, each row's largest probability, come nearest to being right (1) or wrong (0): the smallest squared
/// error, or Brier score. The log loss, which the paper takes, is ruled by a few rows whose class has no vote at all. As in Platt's
/// scaling,
/// n rows that are right count for (n + 1) / (n + 2) each, so that rows that are all right make no score infinitely sure.</para>
/// <para>Scores that are no probabilities are taken for logits: softmax(score / T).</para>
/// </remarks>
public sealed partial class TemperatureScalingTrainer : IEstimator<TemperatureScalingTransformer>
{
    private const string HeadScore = "Score.OfHead";
    private readonly IHostEnvironment _environment;
    private readonly IEstimator<ITransformer> _head;
    private readonly Options _options;

    internal TemperatureScalingTrainer(IHostEnvironment environment, IEstimator<ITransformer> head, Options options)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(options);
        _environment = environment;
        _head = head;
        _options = options.Checked();
    }

    /// <summary>Fits the heads, one after the other, and the temperature.</summary>
    /// <param name="input">A view with the label, the groups and what the head reads; cache it.</param>
    /// <returns>The transformer that predicts; dispose it when done.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">There are fewer than two groups or classes, no row could be held out, or the head
    /// gives no
    /// <c>Score</c> of one finite number a class.</exception>
    /// <exception cref="OperationCanceledException"><see cref="Options.CancellationToken"/> asked for it.</exception>
    public TemperatureScalingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var label = LabelNames.Require(input.Schema, _options.LabelColumnName, nameof(input));
        var classes = Classes(label);
        var heldOut = HoldOut(input, classes);
        var kind = heldOut.FindKind();
        var temperature = heldOut.Temperature(kind);
        using var catalogs = new HostedCatalogs(_environment, nameof(TemperatureScalingTrainer), _options.CancellationToken);
        var head = catalogs.Fit(_head, input);
        RequireScores(head.GetOutputSchema(input.Schema), classes);
        var copied = catalogs.Transforms.CopyColumns(HeadScore, "Score").Fit(head.Transform(input));
        var scaling = VoteModel.Build(
            catalogs,
            label,
            HeadScore,
            classes,
            (vote, output, from) => TemperatureGraph.Build(kind, temperature, classes, vote, output, from),
            HeadScore);
        return new TemperatureScalingTransformer(
            new TransformerChain<ITransformer>(head, copied, scaling),
            temperature,
            heldOut.Count,
            heldOut.At(kind, temperature: 1),
            heldOut.At(kind, temperature));
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var scored = _head.GetOutputSchema(inputSchema);
        return ClassifierShape.Of(_environment, scored, new LabeledColumns(_options.LabelColumnName, "Score"), "Vector<Single, classes>");
    }

    private HeldOutScores HoldOut(IDataView input, int classes)
    {
        var group = _options.GroupColumnName;
        var folds = GroupFolds.Of(input, group, _options.Folds);
        var scores = new HeldOutScores(classes);
        for (var fold = 0; fold < folds.Count; fold++)
        {
            _options.CancellationToken.ThrowIfCancellationRequested();
            var others = new FoldView(input, group, folds, fold, isInFold: false);
            var learned = others.GetColumn<uint>(_options.LabelColumnName).Where(key => key > 0).ToHashSet();
            if (learned.Count < 2)
                continue;
            var head = _head.Fit(others);
            try
            {
                RequireScores(head.GetOutputSchema(input.Schema), classes);
                scores.Add(head.Transform(new FoldView(input, group, folds, fold, isInFold: true)), _options.LabelColumnName, learned);
            }
            finally
            {
                // An estimator that learns nothing gives the same transformer at each fit: only the last one is the fold's own.
                var own = head is IEnumerable<ITransformer> chain ? chain.LastOrDefault() : head;
                (own as IDisposable)?.Dispose();
            }
        }

        if (scores.Count == 0)
        {
            throw new InvalidOperationException(
                $"No labeled row could be held out: no two groups of '{group}' have a class in common. Name another column in "
                + "GroupColumnName.");
        }

        return scores;
    }

    private int Classes(DataViewSchema.Column label)
    {
        var count = ((KeyDataViewType)label.Type).Count;
        if (count is < 2 or > int.MaxValue)
        {
            throw new InvalidOperationException(
                $"Column '{_options.LabelColumnName}' has {count} key values; a classifier needs at least two.");
        }

        return (int)count;
    }

    private static void RequireScores(DataViewSchema scored, int classes)
    {
        var type = scored.GetColumnOrNull("Score")?.Type as VectorDataViewType;
        if (type?.Size != classes || type.ItemType != NumberDataViewType.Single)
        {
            throw new InvalidOperationException(
                $"The head gives no Score of type Vector<Single, {classes}>, one number a class; calibrate a multiclass trainer.");
        }
    }
}
