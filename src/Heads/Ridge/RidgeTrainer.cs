using Microsoft.ML;
using Microsoft.ML.Runtime;
using MsMclr.MLNet.Heads.Labels;
using MsMclr.MLNet.Heads.Ridge;
using MsMclr.MLNet.Heads.Saving;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

/// <summary>
/// Predicts classes by ridge regression: the head for random convolutions, for wide embeddings and for few labels. Nothing has to
/// be tuned.
/// </summary>
/// <remarks>
/// <para>Input: a label <c>Key&lt;UInt32&gt;</c> and features <c>Vector&lt;Single, D&gt;</c>. Output: <c>Score</c>
/// (<c>Vector&lt;Single, classes&gt;</c>, probabilities) and <c>PredictedLabel</c> (a key with the label's key values).</para>
/// <list type="table">
/// <listheader><term>Characteristic</term><description>Value</description></listheader>
/// <item><term>Machine learning task</term><description>Multiclass classification</description></item>
/// <item><term>Is normalization required?</term><description>No; it is done unless an option says otherwise</description></item>
/// <item><term>Is caching required?</term><description>No; <c>Fit</c> reads the view once</description></item>
/// <item><term>Required NuGet in addition to Microsoft.ML</term><description>Microsoft.ML.OnnxRuntime</description></item>
/// <item><term>Exportable to ONNX</term><description>Yes; scoring is ONNX</description></item>
/// </list>
/// <para>Targets are 1 for the row's class and 0 for the others; the intercept is not shrunk. One decomposition gives the scores
/// that each row would get from a model of all other rows, for every strength, without a refit (Golub, Heath, Wahba, "Generalized
/// cross-validation as a method for choosing a good ridge parameter", Technometrics 1979). Means and deviations of the features
/// are those of all rows. For each strength one temperature turns these scores into probabilities by softmax, chosen by the
/// smallest log loss (with Platt's shares: of N rows the right class counts (N + 1) / (N + 2)). The largest strength is taken
/// whose loss is within one standard error of the smallest, the error being that of the rows' differences.</para>
/// <para>Rows that are alone in their class take no part in the choice. Where every row is, the strength next to a tenth of the
/// mean squared length of the rows is taken, and the temperature is 0.1.</para>
/// <para>Rows without a label are ignored. The time grows with the cube of the rows or of the features, whichever are fewer.</para>
/// </remarks>
public sealed partial class RidgeTrainer : IEstimator<RidgeTransformer>
{
    private readonly IHostEnvironment _environment;
    private readonly Options _options;
    private readonly LabeledColumns _columns;

    internal RidgeTrainer(IHostEnvironment environment, Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _environment = environment;
        _options = options.Checked();
        _columns = new LabeledColumns(_options.LabelColumnName, _options.FeatureColumnName);
    }

    /// <summary>Fits the weights to the labeled rows of a view.</summary>
    /// <param name="input">A view with the label and the features.</param>
    /// <returns>The transformer that predicts; dispose it when done.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">
    /// There is no labeled row, a feature is not finite, or the label has fewer than two key values.
    /// </exception>
    /// <exception cref="OperationCanceledException"><see cref="Options.CancellationToken"/> asked for it.</exception>
    public RidgeTransformer Fit(IDataView input)
    {
        var token = _options.CancellationToken;
        var rows = LabeledReader.ReadForClassifier(input, _columns, nameof(input), token);
        var model = RidgeModel.Fit(rows, _options.StrengthsToTry, _options.NormalizeFeatures, token);
        using var catalogs = new HostedCatalogs(_environment, nameof(RidgeTrainer), token);
        var transformer = VoteModel.Build(
            catalogs,
            input.Schema[_columns.Label],
            _columns.Features,
            rows.Dimension,
            (head, output, features) => RidgeGraph.Build(model, head, features, output));
        return new RidgeTransformer(transformer, model);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return ClassifierShape.Of(_environment, inputSchema, _columns, "Vector<Single, D>");
    }
}
