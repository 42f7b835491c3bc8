using Microsoft.ML;

namespace MsMclr.MLNet.Experiments.Judging;

/// <summary>Scores the column <c>Features</c> of embedded clips, by the labels in <c>Label</c>.</summary>
internal sealed class Judge(MLContext ml, ExperimentOptions options)
{
    /// <summary>By a linear head as the options ask for, by nearest neighbors, and by few labels.</summary>
    public EmbeddingScore Score(string name, ClipParts embedded)
        => Score(name, embedded, new LinearEvaluationOptions { Method = options.LinearHead, BestTestEpoch = options.BestTestEpoch });

    /// <summary>The same with a ridge head, for thousands of features.</summary>
    public EmbeddingScore ScoreByRidge(string name, ClipParts embedded)
        => Score(name, embedded, new LinearEvaluationOptions { Method = LinearEvaluationMethod.Ridge });

    private EmbeddingScore Score(string name, ClipParts embedded, LinearEvaluationOptions head)
    {
        head.Seed = options.Seed;
        head.CancellationToken = options.CancellationToken;
        var linear = ml.SelfSupervised.EvaluateLinear(embedded.Train, embedded.Test, head);
        var vote = new NearestNeighborsTrainer.Options { CancellationToken = options.CancellationToken };
        var neighbors = ml.SelfSupervised.EvaluateNearestNeighbors(embedded.Train, embedded.Test, vote);
        return new EmbeddingScore(name, linear, neighbors) { FewLabels = Few(embedded) };
    }

    private IReadOnlyList<FewLabelsScore> Few(ClipParts embedded)
    {
        if (options.FewLabels.Count == 0)
            return [];
        return FewLabels.Evaluate(ml, embedded.Train, embedded.Test, new FewLabelsOptions
        {
            LabelsPerClass = options.FewLabels,
            Seed = options.Seed,
            CancellationToken = options.CancellationToken,
        });
    }
}
