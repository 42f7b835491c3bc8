using Microsoft.ML;

namespace MsMclr.MLNet.Experiments.Judging;

/// <summary>Scores the column <c>Features</c> of embedded clips, by the labels in <c>Label</c>.</summary>
internal sealed class Judge(MLContext ml, ExperimentOptions options)
{
    /// <summary>By a linear head as the options ask for, by nearest neighbors, and by few labels.</summary>
    /// <param name="name">What the table calls it.</param>
    /// <param name="embedded">The features.</param>
    /// <param name="normalize">Whether each feature has its own scale, as coordinates do; an embedding's share one.</param>
    public EmbeddingScore Score(string name, ClipParts embedded, bool normalize)
        => Score(name, embedded, new LinearEvaluationOptions
        {
            Method = options.LinearHead,
            BestTestEpoch = options.BestTestEpoch,
            NormalizeFeatures = normalize,
        });

    /// <summary>The same with a ridge head, for thousands of features.</summary>
    public EmbeddingScore ScoreByRidge(string name, ClipParts embedded, bool normalize)
        => Score(name, embedded, new LinearEvaluationOptions { Method = LinearEvaluationMethod.Ridge, NormalizeFeatures = normalize });

    /// <summary>The score with what the embedding tells of side and direction of time.</summary>
    /// <param name="score">The score.</param>
    /// <param name="embedding">What was scored.</param>
    /// <param name="prepared">The prepared clips.</param>
    /// <param name="normalize">Whether each feature has its own scale.</param>
    public EmbeddingScore Probed(EmbeddingScore score, ITransformer embedding, ClipParts prepared, bool normalize) => score with
    {
        Probes = EmbeddingProbes.Evaluate(ml, embedding, prepared.Train, prepared.Test, new EmbeddingProbeOptions
        {
            Preparation = options.Preparation,
            MirroredActions = options.MirroredActions,
            NormalizeFeatures = normalize,
            CancellationToken = options.CancellationToken,
        }),
    };

    private EmbeddingScore Score(string name, ClipParts embedded, LinearEvaluationOptions head)
    {
        head.Seed = options.Seed;
        head.CancellationToken = options.CancellationToken;
        var linear = ml.SelfSupervised.EvaluateLinear(embedded.Train, embedded.Test, head);
        var vote = new NearestNeighborsTrainer.Options { CancellationToken = options.CancellationToken };
        var neighbors = ml.SelfSupervised.EvaluateNearestNeighbors(embedded.Train, embedded.Test, vote);
        return new EmbeddingScore(name, linear, neighbors)
        {
            FewLabels = Few(embedded, head.NormalizeFeatures),
            EffectiveRank = ml.SelfSupervised.EffectiveRank(embedded.Train),
        };
    }

    private IReadOnlyList<FewLabelsScore> Few(ClipParts embedded, bool normalize)
    {
        if (options.FewLabels.Count == 0)
            return [];
        return FewLabels.Evaluate(ml, embedded.Train, embedded.Test, new FewLabelsOptions
        {
            LabelsPerClass = options.FewLabels,
            NormalizeFeatures = normalize,
            Seed = options.Seed,
            CancellationToken = options.CancellationToken,
        });
    }
}
