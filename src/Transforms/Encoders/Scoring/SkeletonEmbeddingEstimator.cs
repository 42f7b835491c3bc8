using Microsoft.ML;
using Microsoft.ML.Runtime;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.Columns;
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
/// <item><term>Output column</term><description><c>Vector&lt;Single, D&gt;</c></description></item>
/// <item><term>Required NuGet in addition to Microsoft.ML</term><description>Microsoft.ML.OnnxRuntime or Microsoft.ML.OnnxRuntime.Gpu</description></item>
/// <item><term>Exportable to ONNX</term><description>Yes: it is ONNX</description></item>
/// </list>
/// <para>Scoring is much dearer than reading: cache embeddings (<c>mlContext.Data.Cache(view, "Features", "Label")</c>) before a trainer that passes over them often.</para>
/// </remarks>
public sealed class SkeletonEmbeddingEstimator : IEstimator<SkeletonEmbeddingTransformer>
{
    private readonly IHostEnvironment _environment;
    private readonly Options _options;
    private readonly EncoderDefinition _encoder;

    internal SkeletonEmbeddingEstimator(IHostEnvironment environment, Options options)
    {
        _environment = environment;
        _options = options.Checked();
        _encoder = EncoderFile.Read(options.ModelFile);
    }

    /// <summary>Checks the input column against the encoder. Reads no row.</summary>
    /// <param name="input">A view with the input column.</param>
    /// <returns>The transformer; dispose it when done.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The input column is missing, or holds clips of another shape or layout than the encoder's.</exception>
    public SkeletonEmbeddingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        PreparedColumn.Check(ColumnErrors.Require(input.Schema, _options.Input), _encoder.Shape, _encoder.Layout);
        var (gpuDeviceId, fallbackToCpu) = MLNetInternals.Device(_environment);
        return new SkeletonEmbeddingTransformer(_environment, _encoder, _options.OutputColumnName, _options.Input,
            _options.GpuDeviceId ?? gpuDeviceId, _options.FallbackToCpu || fallbackToCpu, _options.BatchSize);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
        => SkeletonShape.Add(inputSchema, _options.Input, "Vector<Single, C, T, V, M>", _options.OutputColumnName, withLayout: false);

    /// <summary>Which encoder scores, on what.</summary>
    public sealed class Options
    {
        /// <summary>The column to add.</summary>
        /// <value>Default <c>Features</c>.</value>
        public string OutputColumnName { get; init; } = "Features";

        /// <summary>The column of prepared clips; null for the output column's name, which then replaces it.</summary>
        /// <value>Default <c>Skeleton</c>.</value>
        public string? InputColumnName { get; init; } = "Skeleton";

        /// <summary>The encoder's file: what <see cref="SkeletonEmbeddingTransformer.SaveEncoder"/> wrote, a saved model (<c>.zip</c>) that holds one, or weights as <c>LoadEncoder</c> reads them without options.</summary>
        public required string ModelFile { get; init; }

        /// <summary>The GPU to score on; null for that of the <c>MLContext</c>, or the CPU if it names none.</summary>
        /// <value>Default null.</value>
        public int? GpuDeviceId { get; init; }

        /// <summary>Whether the CPU takes over where the GPU cannot be used; <c>MLContext.FallbackToCpu</c> counts too.</summary>
        /// <value>Default false.</value>
        public bool FallbackToCpu { get; init; }

        /// <summary>How many clips a cursor scores at once.</summary>
        /// <value>Default 64; from 1 to 4,096.</value>
        public int BatchSize { get; init; } = SkeletonEmbeddingTransformer.DefaultBatchSize;

        internal string Input => InputColumnName ?? OutputColumnName;

        internal Options Checked()
        {
            ArgumentException.ThrowIfNullOrEmpty(OutputColumnName);
            ArgumentException.ThrowIfNullOrWhiteSpace(ModelFile);
            if (GpuDeviceId is < 0)
                throw new ArgumentOutOfRangeException(nameof(GpuDeviceId), GpuDeviceId, "0 or more is expected, or null.");
            if (BatchSize is < 1 or > 4096)
                throw new ArgumentOutOfRangeException(nameof(BatchSize), BatchSize, "From 1 to 4,096 clips are expected.");
            return this;
        }
    }
}
