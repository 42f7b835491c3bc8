using Microsoft.ML;
using MsMclr.MLNet.Transforms.Models;
using MsMclr.MLNet.Transforms.Scorer;

namespace MsMclr.MLNet;

/// <summary>
/// Scores recorded clips of any length with a model: label, probabilities, embedding. Safe to use from many threads, which a
/// <c>PredictionEngine</c> is not. What is no clip of a person is refused with what is wrong with it, instead of being answered.
/// </summary>
/// <remarks>
/// <para>The model is a classifier of raw clips as <c>mlContext.Model.Save</c> wrote it, with a loaded view's schema: preparation, encoder,
/// head, <c>MapKeyToValue("PredictedLabel")</c>. Scoring needs the native ONNX Runtime, and no libtorch.</para>
/// <para>As many clips are scored at a time as there are cores, each on one thread. Further callers wait.</para>
/// </remarks>
/// <example><code>using var scorer = SkeletonScorer.Load("action.zip");
/// Console.WriteLine(scorer.Score(clip).Label);</code></example>
public sealed partial class SkeletonScorer : IDisposable
{
    private readonly Options _options;
    private readonly ScoredShape _shape;
    private readonly ScoredColumns _columns;
    private readonly ClipCheck _check;
    private readonly ScoringPool<ScoringEngine> _pool;
    private readonly ModelReference? _reference;

    /// <summary>Scores with a model in memory. The caller keeps it, and disposes it after the scorer.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inputSchema">The schema of the recordings that it was fitted on, or is saved with.</param>
    /// <param name="options">What is filled in; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="FormatException">The model is no classifier of named actions of clips.</exception>
    public SkeletonScorer(ITransformer model, DataViewSchema inputSchema, Options? options = null)
        : this(model, inputSchema, options, "The model", file: null)
    {
    }

    private SkeletonScorer(ITransformer model, DataViewSchema inputSchema, Options? options, string name, ModelFile? file)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(inputSchema);
        _options = (options ?? new Options()).Checked();
        _shape = ScoredShape.Of(inputSchema, _options, name);
        _columns = new ScoredColumns(model.GetOutputSchema(inputSchema), _options.FeatureColumnName, name);
        _check = new ClipCheck(_shape, _options);
        ScoringEngine Make() => new(model, inputSchema, _options.InputColumnName, _columns);
        var owned = file is null ? null : model as IDisposable;
        _pool = new ScoringPool<ScoringEngine>(Make, owned, _options.Parallel ?? Environment.ProcessorCount, typeof(SkeletonScorer));
        if (file?.Reference is { } reference && reference.InputColumn == _options.InputColumnName)
            _reference = reference;
    }

    /// <summary>Gets the skeleton of the clips that are scored.</summary>
    public SkeletonLayout Layout => _shape.Layout;

    /// <summary>Gets M, the bodies of a frame.</summary>
    public int Bodies => _shape.Bodies;

    /// <summary>Gets C, the values of a joint.</summary>
    public int Channels => _shape.Channels;

    /// <summary>Gets the actions, in the order of the probabilities.</summary>
    public IReadOnlyList<string> Labels => _columns.Labels;

    /// <summary>Gets E, the length of the embedding; 0 where the model gives none.</summary>
    public int EmbeddingSize => _columns.EmbeddingSize;

    internal int FrameLength => _shape.FrameLength;

    internal int Coordinates => _shape.Coordinates;

    /// <summary>Scores a clip.</summary>
    /// <param name="clip"><c>T * M * V * C</c> values, frame after frame, in each its bodies, their joints, and the values of a joint. An
    /// absent body is zeros.</param>
    /// <returns>What the model says.</returns>
    /// <exception cref="SkeletonClipException">It is refused; the message says why.</exception>
    /// <exception cref="ObjectDisposedException">The scorer was disposed.</exception>
    public SkeletonPrediction Score(ReadOnlyMemory<float> clip)
    {
        _pool.RequireOpen();
        if (_check.Checked(clip) is not { } known)
            return new SkeletonPrediction(_options.LabelOfNobody!, [.. new float[_columns.Labels.Length]], []);
        var prediction = ScoreUnchecked(known);
        if (prediction.Probabilities.All(float.IsFinite) && prediction.Embedding.All(float.IsFinite))
            return prediction;
        throw Unscorable.NotNumbers();
    }

    /// <summary>Scores a clip that tells its sizes, so that one of other sizes is refused or, where bodies are absent, filled up.</summary>
    /// <param name="clip">The values, <c>[T, M, V, C]</c>.</param>
    /// <returns>What the model says.</returns>
    /// <exception cref="SkeletonClipException">It is refused; the message says why.</exception>
    /// <exception cref="ObjectDisposedException">The scorer was disposed.</exception>
    public SkeletonPrediction Score(float[,,,] clip)
    {
        ArgumentNullException.ThrowIfNull(clip);
        if (clip.Length == 0)
            return Score(ReadOnlyMemory<float>.Empty);
        return Score(SkeletonRecording.From(clip));
    }

    /// <summary>The same of a recording, which may also tell its skeleton.</summary>
    /// <param name="clip">The recording.</param>
    /// <returns>What the model says.</returns>
    /// <exception cref="SkeletonClipException">It is refused; the message says why.</exception>
    /// <exception cref="ObjectDisposedException">The scorer was disposed.</exception>
    public SkeletonPrediction Score(SkeletonRecording clip)
    {
        ArgumentNullException.ThrowIfNull(clip);
        return Score(ClipSizes.Fitted(clip, _shape, _options));
    }

    /// <summary>Frees the model once nobody is scored by it any more. From then on scoring throws.</summary>
    public void Dispose() => _pool.Dispose();

    /// <summary>Scores whatever is given.</summary>
    /// <exception cref="SkeletonClipException">The model fails on it.</exception>
    internal SkeletonPrediction ScoreUnchecked(ReadOnlyMemory<float> clip)
    {
        try
        {
            return _pool.Use(engine => engine.Score(clip));
        }
        catch (Exception error) when (Unscorable.IsOfTheModel(error))
        {
            throw Unscorable.Because(error);
        }
    }
}
