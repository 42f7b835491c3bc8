using Microsoft.ML;
using Microsoft.ML.Runtime;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.Columns;
using MsMclr.MLNet.Transforms.Encoders.Definition;
using MsMclr.MLNet.Transforms.Encoders.Files;

namespace MsMclr.MLNet;

/// <summary>
/// Adds the embedding of prepared clips, computed by an encoder that <see cref="SkeletonEmbeddingTransformer.SaveEncoder"/> wrote.
/// </summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>Characteristic</term><description>Value</description></listheader>
/// <item><term>Does it look at the data to be fitted?</term><description>No</description></item>
/// <item><term>Input column</term><description><c>Vector&lt;Single, C, T, V, M&gt;</c>, prepared as for training</description></item>
/// <item><term>Output column</term><description><c>Vector&lt;Single, E&gt;</c></description></item>
/// <item>
/// <term>Required NuGet in addition to Microsoft.ML</term>
/// <description>Microsoft.ML.OnnxRuntime or Microsoft.ML.OnnxRuntime.Gpu</description>
/// </item>
/// <item><term>Exportable to ONNX</term><description>Yes: it is ONNX</description></item>
/// </list>
/// <para>Scoring is much dearer than reading: cache embeddings (<c>mlContext.Data.Cache(view, "Features", "Label")</c>) before a trainer
/// that passes over them often.</para>
/// </remarks>
public sealed partial class SkeletonEmbeddingEstimator : IEstimator<SkeletonEmbeddingTransformer>
{
    private readonly IHostEnvironment _environment;
    private readonly Options _options;
    private readonly EncoderDefinition _encoder;
    private readonly int? _gpuDeviceId;
    private readonly bool _fallbackToCpu;

    internal SkeletonEmbeddingEstimator(IHostEnvironment environment, Options options)
    {
        _environment = environment;
        _options = options.Checked();
        _encoder = EncoderFile.Read(_options.ModelFile);
        var (gpuDeviceId, fallbackToCpu) = MLNetInternals.Device(environment);
        _gpuDeviceId = _options.GpuDeviceId ?? gpuDeviceId;
        _fallbackToCpu = _options.FallbackToCpu ?? fallbackToCpu;
    }

    /// <summary>Checks the input column against the encoder. Reads no row.</summary>
    /// <param name="input">A view with the input column.</param>
    /// <returns>The transformer; dispose it when done.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The input column is missing, or holds clips of another shape or layout than the encoder's.
    /// </exception>
    /// <exception cref="OperationCanceledException">The context was canceled.</exception>
    public SkeletonEmbeddingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (MLNetInternals.Canceled(_environment)())
            throw new OperationCanceledException("The embedding was canceled with its MLContext.");
        var inputColumn = _options.InputColumnName!;
        PreparedColumn.Check(ColumnErrors.Require(input.Schema, inputColumn), _encoder.Shape, _encoder.Layout);
        return new SkeletonEmbeddingTransformer(
            _environment,
            _encoder,
            _options.OutputColumnName,
            inputColumn,
            _gpuDeviceId,
            _fallbackToCpu,
            _options.BatchSize);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        const string Expected = "Vector<Single, C, T, V, M>";
        return SkeletonShape.Add(inputSchema, _options.InputColumnName!, Expected, _options.OutputColumnName, withLayout: false);
    }
}
