using System.Collections.Concurrent;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Transforms.Onnx;

namespace MsMclr.MLNet.Cli.Serve;

/// <summary>
/// The saved model: one transformer that all requests share, and a <c>PredictionEngine</c> for each that is scored at the same time,
/// since engines are not safe to share. Everything it needs to know of skeletons and actions stands in the file.
/// </summary>
internal sealed class ScoringModel : IDisposable
{
    private readonly MLContext _ml;
    private readonly ITransformer _transformer;
    private readonly ConcurrentBag<PredictionEngine<ClipInput, ClipScores>> _engines = [];

    private ScoringModel(MLContext ml, string file, ITransformer transformer, DataViewSchema input)
    {
        _ml = ml;
        _transformer = transformer;
        Name = Path.GetFileName(file);
        Shape = ClipColumn.Of(input, file);
        var output = transformer.GetOutputSchema(input);
        Actions = ActionNames(output, file);
        if (output.GetColumnOrNull("Features")?.Type is not VectorDataViewType { IsKnownSize: true } features)
        {
            throw new FormatException(
                $"'{file}' has no column 'Features' of known size; save the encoder and the head together, as Quickstart does.");
        }

        FeatureSize = features.Size;
    }

    public string Name { get; }

    public ClipColumn Shape { get; }

    /// <summary>The actions, in the order of the scores.</summary>
    public IReadOnlyList<string> Actions { get; }

    public int FeatureSize { get; }

    public static ScoringModel Load(ScoringOptions options)
    {
        if (!File.Exists(options.Model))
        {
            throw new FileNotFoundException(
                $"There is no model at '{options.Model}'. Write one with 'dotnet run -c Release --project examples/Quickstart' or "
                + "'msmclr evaluate', or name another with --model.");
        }

        var ml = new MLContext();

        // Requests are many and small: each keeps to its own thread. What a clip does to the graph is the client's error, not a log
        // line of ours.
        ml.SetOnnxSessionOption(new OnnxSessionOptions
        {
            CreateSessionOptions = () => new Microsoft.ML.OnnxRuntime.SessionOptions
            {
                IntraOpNumThreads = 1,
                InterOpNumThreads = 1,
                LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
            },
        });
        return new ScoringModel(ml, options.Model, Loaded(ml, options.Model, out var input), input);
    }

    /// <summary>Scores a clip <c>[T, M, V, C]</c>. Safe to call from many threads.</summary>
    /// <exception cref="UnscorableClipException">There is nothing in the clip that the model could score.</exception>
    public ClipScores Score(float[] clip)
    {
        var engine = _engines.TryTake(out var idle) ? idle : NewEngine();
        try
        {
            var scores = engine.Predict(new ClipInput { Clip = clip });
            if (!scores.Score.All(float.IsFinite) || !scores.Features.All(float.IsFinite))
                throw new UnscorableClipException("The clip's coordinates are too large to be scored; meters are expected.");
            return scores;
        }
        catch (OnnxRuntimeException error)
        {
            throw new UnscorableClipException(
                "The model finds nobody in the clip: every coordinate is 0, or, if clips are prepared as in the paper, those of the first "
                + "body's first joint.",
                error);
        }
        finally
        {
            _engines.Add(engine);
        }
    }

    public void Dispose()
    {
        foreach (var engine in _engines)
            engine.Dispose();
        (_transformer as IDisposable)?.Dispose();
    }

    private PredictionEngine<ClipInput, ClipScores> NewEngine()
    {
        var shared = new PredictionEngineOptions { OwnsTransformer = false };
        return _ml.Model.CreatePredictionEngine<ClipInput, ClipScores>(_transformer, shared);
    }

    private static ITransformer Loaded(MLContext ml, string file, out DataViewSchema input)
    {
        try
        {
            return ml.Model.Load(file, out input);
        }
        catch (Exception error)
        {
            // What a damaged file throws is of many types.
            throw new FormatException($"'{file}' cannot be loaded as a model: {error.Message}", error);
        }
    }

    private static string[] ActionNames(DataViewSchema output, string file)
    {
        var score = output.GetColumnOrNull("Score");
        var hasNames = score?.HasSlotNames() == true;
        if (!hasNames || output.GetColumnOrNull("PredictedLabel")?.Type is not TextDataViewType)
        {
            throw new FormatException(
                $"'{file}' is no classifier of named actions: a 'Score' with slot names and a 'PredictedLabel' of text are expected. "
                + "End the pipeline with a multiclass trainer and MapKeyToValue(\"PredictedLabel\").");
        }

        var names = default(VBuffer<ReadOnlyMemory<char>>);
        score!.Value.GetSlotNames(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}
