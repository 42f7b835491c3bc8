namespace MsMclr.MLNet.Cli.Serve;

/// <summary>The saved model. Everything that the service needs to know of skeletons and actions stands in its file.</summary>
internal sealed class ScoringModel : IDisposable
{
    private readonly SkeletonScorer _scorer;

    private ScoringModel(string file, SkeletonScorer scorer)
    {
        _scorer = scorer;
        Name = Path.GetFileName(file);
        Shape = new ClipColumn(scorer.Bodies, scorer.Channels, scorer.Layout);
        if (scorer.EmbeddingSize == 0)
        {
            throw new FormatException(
                $"'{file}' has no column 'Features' of known size; save the encoder and the head together, as Quickstart does.");
        }
    }

    public string Name { get; }

    public ClipColumn Shape { get; }

    /// <summary>The actions, in the order of the scores.</summary>
    public IReadOnlyList<string> Actions => _scorer.Labels;

    public int FeatureSize => _scorer.EmbeddingSize;

    public static ScoringModel Load(ScoringOptions options)
    {
        if (!File.Exists(options.Model))
        {
            throw new FileNotFoundException(
                $"There is no model at '{options.Model}'. Write one with 'dotnet run -c Release --project examples/Quickstart' or "
                + "'msmclr evaluate', or name another with --model.");
        }

        // What reads the clips makes joints that were not found NaN.
        var scorer = SkeletonScorer.Load(options.Model, new SkeletonScorer.Options
        {
            Parallel = options.Parallel,
            FillMissingJoints = true,
            Model = new SkeletonModelOptions { Sha256 = options.ModelSha256, RequireSeal = options.RequireSeal },
        });
        try
        {
            return new ScoringModel(options.Model, scorer);
        }
        catch
        {
            scorer.Dispose();
            throw;
        }
    }

    /// <summary>Scores a clip <c>[T, M, V, C]</c>. Safe to call from many threads.</summary>
    /// <exception cref="SkeletonClipException">There is nothing in the clip that the model could score.</exception>
    public SkeletonPrediction Score(float[] clip) => _scorer.Score(clip);

    /// <summary>Makes a recognizer of one stream.</summary>
    /// <exception cref="ArgumentException">An option is out of its range, or not the model's.</exception>
    public ActionRecognizer Recognizer(ActionRecognizer.Options options) => new(_scorer, options);

    /// <summary>Scores the clip that the model was saved with.</summary>
    /// <returns>What is different from what it gave then; null if nothing is, or the file tells none.</returns>
    public string? SelfTest() => _scorer.SelfTest();

    public void Dispose() => _scorer.Dispose();
}
