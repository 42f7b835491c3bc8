using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Trainers.Pretraining;
using MsMclr.MLNet.Trainers.Training;

namespace MsMclr.MLNet;

/// <summary>
/// Learns a skeleton encoder without labels (MsMCLR: Wu, Xu, Yuan, Tang, Meng, Wang, "Multi-scale motion contrastive learning for
/// self-supervised skeleton-based action recognition", Multimedia Systems 2024), and gives a transformer that adds its embeddings.
/// </summary>
/// <remarks>
/// <para>Input: a column of prepared clips, <c>Vector&lt;Single, C, T, V, M&gt;</c> (see <c>mlContext.Transforms.Skeleton.Prepare</c>),
/// annotated with its layout. Output: <c>Vector&lt;Single, E&gt;</c>, one embedding a clip; E is D with
/// <see cref="SkeletonReadout.Global"/>.</para>
/// <list type="table">
/// <listheader><term>Characteristic</term><description>Value</description></listheader>
/// <item><term>Machine learning task</term><description>Self-supervised representation learning; no label is read</description></item>
/// <item><term>Is normalization required?</term><description>No; the network normalizes. Prepare clips first</description></item>
/// <item><term>Is caching required?</term><description>No; <c>Fit</c> reads the view once</description></item>
/// <item><term>Required NuGet in addition to Microsoft.ML</term><description>A libtorch package for training (libtorch-cpu-...,
/// TorchSharp-cuda-...) and an ONNX Runtime for scoring</description></item>
/// <item><term>Exportable to ONNX</term><description>Yes; scoring is ONNX</description></item>
/// </list>
/// <para>Two encoders see differently augmented views of a clip. The ordinary view is told apart from a queue of other clips (InfoNCE);
/// its similarities to the queue then supervise the strong view at joint, part and body scale (D3M).</para>
/// </remarks>
public sealed partial class MsMclrTrainer : IEstimator<SkeletonEmbeddingTransformer>
{
    private readonly IHostEnvironment _environment;
    private readonly IHost _host;
    private readonly Options _options;
    private readonly InitialWeights? _initial;
    private readonly long _seed;
    private readonly int? _gpuDeviceId;
    private readonly bool _fallbackToCpu;
    private readonly string _tempFolder;

    internal MsMclrTrainer(MLContext context, Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Checked();
        _initial = InitialWeights.Of(options.Encoder, options.EncoderFile);
        _environment = context;
        _host = _environment.Register(nameof(MsMclrTrainer));
        _seed = options.Seed ?? _host.Rand.Next();
        _gpuDeviceId = options.GpuDeviceId ?? context.GpuDeviceId;
        _fallbackToCpu = options.FallbackToCpu ?? context.FallbackToCpu;
        _tempFolder = MLNetInternals.TempFolder(context);
    }

    /// <summary>Trains on the clips of a view, which is read once.</summary>
    /// <param name="input">A view with the input column.</param>
    /// <returns>The transformer; dispose it when done.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The input column is missing, or is no <c>Vector&lt;Single, C, T, V, M&gt;</c>.
    /// </exception>
    /// <exception cref="ArgumentException">The column is not annotated with a layout and <see cref="Options.Layout"/> is not set, or the
    /// layout has another number of joints.</exception>
    /// <exception cref="InvalidOperationException">There are fewer clips than a batch or than neighbors to mine, all clips are the same,
    /// empty or constant, the checkpoints are damaged or another run's, the encoder to begin with is for other clips or of another size, or
    /// the device is not there.</exception>
    /// <exception cref="PretrainingFailedException">The loss or a weight is not finite, or the embeddings have collapsed.</exception>
    /// <exception cref="IOException">Checkpoints, logs or the temporary file of clips can't be written.</exception>
    /// <exception cref="OperationCanceledException"><see cref="Options.CancellationToken"/> asked for it, or the context was canceled.
    /// </exception>
    /// <exception cref="DllNotFoundException">There is no libtorch; the message names the package to add.</exception>
    /// <exception cref="InvalidOperationException">The recipe whitens the embedding and there is no native ONNX Runtime; the message
    /// names the package to add. It is thrown before training begins.</exception>
    public SkeletonEmbeddingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return RankFailure.Guard(_options.Communicator, () => FitHere(input));
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        PretrainingColumn.Check(inputSchema, _options.InputColumnName);
        var output = MLNetInternals.NewColumn(
            _options.OutputColumnName, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false, null);
        return new SchemaShape(inputSchema.Where(existing => existing.Name != output.Name).Append(output));
    }
}
