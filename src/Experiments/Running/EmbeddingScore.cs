using Microsoft.ML;

namespace MsMclr.MLNet;

/// <summary>What a linear head and nearest neighbors make of some embedding of the test clips.</summary>
/// <param name="Name">What was scored, say "Trained encoder".</param>
/// <param name="Linear">How a linear head does.</param>
/// <param name="NearestNeighbors">How nearest neighbors do.</param>
public sealed record EmbeddingScore(string Name, SelfSupervisedMetrics Linear, SelfSupervisedMetrics NearestNeighbors)
{
    /// <summary>Scores the column <c>Features</c>, by the labels in <c>Label</c>.</summary>
    internal static EmbeddingScore Of(string name, MLContext ml, IDataView train, IDataView test, ExperimentOptions options)
        => new(name,
            ml.SelfSupervised.EvaluateLinear(train, test, new LinearEvaluationOptions { Method = options.LinearHead, BestTestEpoch = options.BestTestEpoch, Seed = options.Seed, CancellationToken = options.CancellationToken }),
            ml.SelfSupervised.EvaluateNearestNeighbors(train, test, new NearestNeighborsTrainer.Options { CancellationToken = options.CancellationToken }));
}
