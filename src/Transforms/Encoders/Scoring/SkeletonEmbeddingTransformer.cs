using Microsoft.ML;
using Microsoft.ML.Runtime;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.Columns;
using MsMclr.MLNet.Transforms.Encoders.Definition;
using MsMclr.MLNet.Transforms.Encoders.Files;
using MsMclr.MLNet.Transforms.Encoders.Scoring;
using MsMclr.MLNet.Transforms.Onnx;
using MsMclr.MLNet.Transforms.Preparation;

namespace MsMclr.MLNet;

/// <summary>
/// Adds the embedding of a prepared clip, <c>Vector&lt;Single, E&gt;</c>, each number with a slot name. Scores with ONNX Runtime, in
/// batches inside the cursor; bodies that are absent cost nothing. Safe to share between threads; dispose it when done.
/// </summary>
/// <remarks>
/// <para>The application brings the native ONNX Runtime: the package Microsoft.ML.OnnxRuntime, or Microsoft.ML.OnnxRuntime.Gpu.</para>
/// <para>A saved model holds an ONNX graph and loads in any process with Microsoft.ML.OnnxTransformer, without this library. There it
/// scores clip by clip; for batches, give the file (or <see cref="SaveEncoder"/>'s) to <c>mlContext.Transforms.Skeleton.Embed</c>.</para>
/// </remarks>
public sealed class SkeletonEmbeddingTransformer : SkeletonRowTransformer, IDisposable
{
    internal const int DefaultBatchSize = 64;
    private readonly EncoderDefinition _encoder;
    private readonly int? _gpuDeviceId;
    private readonly bool _fallbackToCpu;
    private readonly EmbeddingBatch _batch;
    private readonly Lazy<EncoderSession> _session;
    private volatile bool _disposed;

    internal SkeletonEmbeddingTransformer(
        IHostEnvironment environment,
        EncoderDefinition encoder,
        string outputColumnName,
        string inputColumnName,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false,
        int batchSize = DefaultBatchSize)
        : base(environment, outputColumnName, inputColumnName)
    {
        EncoderWeights.Check(encoder);
        _encoder = encoder;
        _gpuDeviceId = gpuDeviceId;
        _fallbackToCpu = fallbackToCpu;

        // Opened when first used: an encoder that was just trained can be saved where ONNX Runtime is missing.
        _session = new Lazy<EncoderSession>(() => new EncoderSession(encoder, gpuDeviceId, fallbackToCpu, Warn));
        _batch = new EmbeddingBatch(encoder, Session, batchSize, MLNetInternals.Canceled(Host));
        Function = new EmbeddingFunction(encoder, inputColumnName, Session);
    }

    /// <summary>Gets the shape of the clips that the encoder reads, <c>[C, T, V, M]</c>.</summary>
    public ClipShape Shape => _encoder.Shape;

    /// <summary>Gets the skeleton that it was trained on.</summary>
    public SkeletonLayout Layout => _encoder.Layout;

    /// <summary>Gets what it sees of a clip; made from the prepared clip inside the encoder.</summary>
    public SkeletonStream Stream => _encoder.Stream;

    /// <summary>Gets D, the channels of the last block: the length of the embedding with <see cref="SkeletonReadout.Global"/>.</summary>
    public int FeatureSize => _encoder.FeatureSize;

    /// <summary>
    /// Gets how feature maps become the embedding. <see cref="EncoderLoadOptions.Readout"/> loads an encoder with another one.
    /// </summary>
    public SkeletonReadout Readout => _encoder.Readout;

    /// <summary>
    /// Gets how the clips that it was trained on were prepared: <c>mlContext.Transforms.Skeleton.Prepare(encoder.Preparation)</c> prepares
    /// others alike. Null where that is not known: the encoder is of PyTorch or an older file, or the clips came prepared otherwise.
    /// </summary>
    public SkeletonPreparationEstimator.Options? Preparation
        => _encoder.Preparation is { } preparation ? PreparationText.ToOptions(preparation) : null;

    /// <summary>Gets what is made of the embedding after it is read out; <see cref="Whiten"/> makes an encoder with another one.</summary>
    public EmbeddingWhitening Whitening => _encoder.Whitening;

    /// <summary>Gets E, the length of the embedding.</summary>
    public int EmbeddingSize => _encoder.EmbeddingSize;

    internal EncoderDefinition Encoder => _encoder;

    internal IHostEnvironment Environment => Host;

    private protected override ClipFunction Function { get; }

    /// <summary>
    /// Learns a whitening from clips and makes an encoder that applies it. It becomes part of the encoder: of its files, of saved models
    /// and of the embedding. Labels are not read. The clips should be those that the encoder was trained on, or others of their kind.
    /// </summary>
    /// <param name="clips">A view with the column of prepared clips, <c>Vector&lt;Single, C, T, V, M&gt;</c>; read once.</param>
    /// <param name="whitening">
    /// What to learn; null for <see cref="EmbeddingWhitening.Centered"/>. It takes the place of one that the encoder has.
    /// <see cref="EmbeddingWhitening.None"/> removes that.
    /// </param>
    /// <param name="cancellationToken">Ends the pass.</param>
    /// <returns>A new transformer; dispose it when done. This one stays as it is.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing or not of the type.</exception>
    /// <exception cref="InvalidOperationException">No clip has a body, or all clips have the same embedding.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> asked for it.</exception>
    public SkeletonEmbeddingTransformer Whiten(
        IDataView clips,
        EmbeddingWhitening? whitening = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(clips);
        using var source = new PreparedClipSource(clips, InputColumnName, _encoder, cancellationToken);
        EncoderSession Open(EncoderDefinition plain) => new(plain, _gpuDeviceId, _fallbackToCpu, Warn);
        var whitened = EncoderWhitening.Learn(_encoder, whitening ?? EmbeddingWhitening.Centered, Open, source.Next);
        return new SkeletonEmbeddingTransformer(
            Host, whitened, OutputColumnName, InputColumnName, _gpuDeviceId, _fallbackToCpu, _batch.Size);
    }

    /// <summary>
    /// Writes the encoder as <c>encoder.onnx</c>: input <c>clips</c> <c>[N, C, T, V, M]</c>, output <c>features</c> <c>[N, E]</c>, opset
    /// 17, weights under their PyTorch names. <c>mlContext.Transforms.Skeleton.Embed</c> reads it, and so does any ONNX runtime.
    /// </summary>
    /// <param name="path">Where to write. An existing file is replaced only once the new one is complete.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SaveEncoder(string path) => FileReplacement.Write(path, EncoderOnnx.Write(_encoder));

    /// <summary>
    /// Writes the weights as <c>.safetensors</c>, float32, under the names of the Python code; the metadata holds the configuration, so
    /// that <c>mlContext.Transforms.Skeleton.LoadEncoder</c> needs no options. In Python:
    /// <c>model.load_state_dict(safetensors.torch.load_file(path), strict=False)</c>.
    /// </summary>
    /// <param name="path">Where to write. An existing file is replaced only once the new one is complete.</param>
    /// <param name="prefix">
    /// What precedes the names; empty for an encoder by itself. Default <c>encoder_q.</c>, as in a pretraining checkpoint.
    /// </param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SaveWeights(string path, string prefix = EncoderNames.Query)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        FileReplacement.Write(path, EncoderIdentity.Weights(_encoder, prefix));
    }

    /// <summary>
    /// Frees the native session, once batches that are being scored are done. From then on scoring throws
    /// <see cref="ObjectDisposedException"/>, from views made before as well.
    /// </summary>
    public void Dispose()
    {
        _disposed = true;
        if (_session.IsValueCreated)
            _session.Value.Dispose();
    }

    private protected override IDataView View(IDataView input, AddedColumn added) => new EmbeddingView(input, added, _batch, Function);

    private protected override ITransformer Saved(MLContext context)
    {
        byte[] Build(string output, string input) => EncoderOnnx.WriteSingle(_encoder, Session().AbsentFeatures, output, input);
        return SavedOnnx.Fit(context, OutputColumnName, InputColumnName, PreparedColumn.TypeOf(Shape), Build);
    }

    private EncoderSession Session()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _session.Value;
    }

    private void Warn(string message)
    {
        using var channel = Host.Start("Embed");
        channel.Warning(MessageSensitivity.None, "{0}", message);
    }
}
