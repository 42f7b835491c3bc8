using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Transforms.Encoders.Files;
using MsMclr.MLNet.Transforms.Models;
using MsMclr.MLNet.Transforms.Scorer;

namespace MsMclr.MLNet;

/// <summary>
/// Embeds recorded clips of any length, one at a time. Safe to use from many threads. What is no clip of a person is refused, as by
/// <see cref="SkeletonScorer"/>.
/// </summary>
/// <remarks>As many clips are embedded at a time as there are cores. Further callers wait. The native ONNX Runtime is needed where the
/// model is an encoder, and libtorch never.</remarks>
/// <example><code>using var encoder = ml.Transforms.Skeleton.LoadEncoder("encoder.onnx");
/// using var embedder = new SkeletonEmbedder(encoder);
/// float[] embedding = embedder.Embed(clip);</code></example>
public sealed class SkeletonEmbedder : IDisposable
{
    private readonly SkeletonScorer.Options _options;
    private readonly ScoredShape _shape;
    private readonly ClipCheck _check;
    private readonly ScoringPool<EmbeddingEngine> _pool;

    /// <summary>Embeds by an encoder, after the preparation that it was trained with. The caller keeps the encoder, and disposes it after
    /// the embedder.</summary>
    /// <param name="encoder">The encoder.</param>
    /// <param name="options">What is filled in instead of refused; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">The encoder does not tell how clips are prepared for it.</exception>
    public SkeletonEmbedder(SkeletonEmbeddingTransformer encoder, SkeletonScorer.Options? options = null)
        : this(WithFeatures(options, encoder), ModelOf(encoder, options, out var schema), schema, EncoderIdentity.Of(encoder.Encoder))
    {
    }

    /// <summary>Embeds by any model from recordings to a vector, such as a preparation and random convolutions. The caller keeps the
    /// model, and disposes it after the embedder.</summary>
    /// <param name="mlContext">The context.</param>
    /// <param name="model">The model.</param>
    /// <param name="inputSchema">The schema of the recordings that it was fitted on.</param>
    /// <param name="options">What is filled in instead of refused; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="FormatException">The model gives no embedding of clips.</exception>
    public SkeletonEmbedder(MLContext mlContext, ITransformer model, DataViewSchema inputSchema, SkeletonScorer.Options? options = null)
        : this(Checked(options), Required(model, mlContext), inputSchema, ModelIdentity.Of(mlContext, model, inputSchema))
    {
    }

    private SkeletonEmbedder(SkeletonScorer.Options options, ITransformer model, DataViewSchema schema, string identity)
    {
        ArgumentNullException.ThrowIfNull(schema);
        _options = options;
        _shape = ScoredShape.Of(schema, _options, "The model");
        _check = new ClipCheck(_shape, _options);
        var features = options.FeatureColumnName;
        var found = model.GetOutputSchema(schema).GetColumnOrNull(features)?.Type;
        if (found is not VectorDataViewType { IsKnownSize: true } vector || vector.ItemType != NumberDataViewType.Single)
        {
            var instead = found?.ToString() ?? "no such column";
            throw new FormatException($"The model gives no embedding '{features}', Vector<Single, E>: {instead}.");
        }

        EmbeddingSize = vector.Size;
        Sha256 = identity;
        EmbeddingEngine Make() => new(model, schema, _options.InputColumnName, features);
        _pool = new ScoringPool<EmbeddingEngine>(Make, null, _options.Parallel ?? Environment.ProcessorCount, typeof(SkeletonEmbedder));
    }

    /// <summary>Gets the skeleton of the clips that are embedded.</summary>
    public SkeletonLayout Layout => _shape.Layout;

    /// <summary>Gets M, the bodies of a frame.</summary>
    public int Bodies => _shape.Bodies;

    /// <summary>Gets C, the values of a joint.</summary>
    public int Channels => _shape.Channels;

    /// <summary>Gets E, the length of the embedding.</summary>
    public int EmbeddingSize { get; }

    /// <summary>
    /// Gets what tells this model from others, 64 hexadecimal digits: of an encoder, the SHA-256 of its weights and its configuration,
    /// whatever file it came from; of another model, that of what it is saved as. Embeddings of two models cannot be compared.
    /// </summary>
    public string Sha256 { get; }

    internal int FrameLength => _shape.FrameLength;

    /// <summary>Embeds a clip.</summary>
    /// <param name="clip"><c>T * M * V * C</c> values, frame after frame, in each its bodies, their joints, and the values of a joint. An
    /// absent body is zeros.</param>
    /// <returns>The embedding, <c>[E]</c>.</returns>
    /// <exception cref="SkeletonClipException">It is refused; the message says why.</exception>
    /// <exception cref="ObjectDisposedException">The embedder was disposed.</exception>
    public float[] Embed(ReadOnlyMemory<float> clip)
    {
        _pool.RequireOpen();
        return EmbedUnchecked(_check.Checked(clip)!.Value);
    }

    /// <summary>Embeds a clip that tells its sizes, so that one of other sizes is refused or, where bodies are absent, filled up.</summary>
    /// <param name="clip">The values, <c>[T, M, V, C]</c>.</param>
    /// <returns>The embedding, <c>[E]</c>.</returns>
    /// <exception cref="SkeletonClipException">It is refused; the message says why.</exception>
    /// <exception cref="ObjectDisposedException">The embedder was disposed.</exception>
    public float[] Embed(float[,,,] clip)
    {
        ArgumentNullException.ThrowIfNull(clip);
        if (clip.Length == 0)
            return Embed(ReadOnlyMemory<float>.Empty);
        return Embed(SkeletonRecording.From(clip));
    }

    /// <summary>The same of a recording, which may also tell its skeleton.</summary>
    /// <param name="clip">The recording.</param>
    /// <returns>The embedding, <c>[E]</c>.</returns>
    /// <exception cref="SkeletonClipException">It is refused; the message says why.</exception>
    /// <exception cref="ObjectDisposedException">The embedder was disposed.</exception>
    public float[] Embed(SkeletonRecording clip)
    {
        ArgumentNullException.ThrowIfNull(clip);
        return Embed(ClipSizes.Fitted(clip, _shape, _options));
    }

    /// <summary>Ends embedding once those who are in the middle of it have theirs. From then on it throws.</summary>
    public void Dispose() => _pool.Dispose();

    /// <summary>Embeds whatever is given.</summary>
    /// <exception cref="SkeletonClipException">The model fails on it, or gives numbers that are none.</exception>
    internal float[] EmbedUnchecked(ReadOnlyMemory<float> clip)
    {
        float[] embedding;
        try
        {
            embedding = _pool.Use(engine => engine.Embed(clip));
        }
        catch (Exception error) when (Unscorable.IsOfTheModel(error))
        {
            throw Unscorable.Because(error);
        }

        if (Array.TrueForAll(embedding, float.IsFinite))
            return embedding;
        throw Unscorable.NotNumbers();
    }

    private static SkeletonScorer.Options Checked(SkeletonScorer.Options? options)
    {
        var known = (options ?? new SkeletonScorer.Options()).Checked();
        if (known.LabelOfNobody is not null)
            throw new ArgumentException("A clip in which nobody is has no embedding; leave LabelOfNobody unset.", nameof(options));
        return known;
    }

    // The columns are the encoder's own.
    private static SkeletonScorer.Options WithFeatures(SkeletonScorer.Options? options, SkeletonEmbeddingTransformer encoder)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        var known = Checked(options);
        known.FeatureColumnName = encoder.OutputColumnName;
        return known;
    }

    private static ITransformer ModelOf(
        SkeletonEmbeddingTransformer encoder,
        SkeletonScorer.Options? options,
        out DataViewSchema schema)
        => EncoderModel.Of(encoder, Checked(options).InputColumnName, out schema);

    private static ITransformer Required(ITransformer model, MLContext mlContext)
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        ArgumentNullException.ThrowIfNull(model);
        return model;
    }
}
