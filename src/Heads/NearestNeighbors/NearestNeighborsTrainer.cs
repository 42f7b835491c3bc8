using Microsoft.ML;
using Microsoft.ML.Runtime;
using MsMclr.MLNet.Heads.Labels;
using MsMclr.MLNet.Heads.NearestNeighbors;
using MsMclr.MLNet.Heads.Saving;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

/// <summary>Predicts the class that the nearest training rows vote for: the head that shows what an embedding knows by itself.</summary>
/// <remarks>
/// <para>Input: a label <c>Key&lt;UInt32&gt;</c> and features <c>Vector&lt;Single, D&gt;</c>. Output: <c>PredictedLabel</c>, a key with
/// the label's key values, and <c>Score</c>, the shares of the vote, <c>Vector&lt;Single, classes&gt;</c> with a sum of 1.</para>
/// <list type="table">
/// <listheader><term>Characteristic</term><description>Value</description></listheader>
/// <item><term>Machine learning task</term><description>Multiclass classification</description></item>
/// <item><term>Is normalization required?</term><description>No; rows are compared by the cosine of their angle</description></item>
/// <item><term>Is caching required?</term><description>No; <c>Fit</c> reads the view once</description></item>
/// <item><term>Required NuGet in addition to Microsoft.ML</term><description>Microsoft.ML.OnnxRuntime</description></item>
/// <item><term>Exportable to ONNX</term><description>Yes; scoring is ONNX</description></item>
/// </list>
/// <para>The K rows with the largest cosine vote for their class with weight exp(cosine / Temperature)
/// (Wu et al., "Unsupervised feature learning via non-parametric instance discrimination", CVPR 2018, section 3.4).
/// Rows without a label are ignored. The model holds all training rows: N * D * 4 bytes.</para>
/// </remarks>
public sealed partial class NearestNeighborsTrainer : IEstimator<NearestNeighborsTransformer>
{
    private readonly IHostEnvironment _environment;
    private readonly Options _options;
    private readonly LabeledColumns _columns;

    internal NearestNeighborsTrainer(IHostEnvironment environment, Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _environment = environment;
        _options = options.Checked();
        _columns = new LabeledColumns(_options.LabelColumnName, _options.FeatureColumnName);
    }

    /// <summary>Remembers the labeled rows of a view.</summary>
    /// <param name="input">A view with the label and the features.</param>
    /// <returns>The transformer that predicts; dispose it when done.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">
    /// There is no labeled row, a feature is not finite, the label has fewer than two key values, or the model would exceed 2 GB.
    /// </exception>
    /// <exception cref="OperationCanceledException"><see cref="Options.CancellationToken"/> asked for it.</exception>
    public NearestNeighborsTransformer Fit(IDataView input)
    {
        var rows = LabeledReader.ReadForClassifier(input, _columns, nameof(input), _options.CancellationToken);
        var bank = new NeighborBank(rows, _options.K, _options.Temperature);
        using var catalogs = new HostedCatalogs(_environment, nameof(NearestNeighborsTrainer), _options.CancellationToken);
        return new NearestNeighborsTransformer(VoteModel.Build(
            catalogs,
            input.Schema[_columns.Label],
            _columns.Features,
            rows.Dimension,
            (head, output, features) => NeighborGraph.Build(bank, head, features, output)));
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return ClassifierShape.Of(_environment, inputSchema, _columns, "Vector<Single, D>");
    }
}
