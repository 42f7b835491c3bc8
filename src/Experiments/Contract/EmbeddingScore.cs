namespace MsMclr.MLNet;

/// <summary>What a linear head and nearest neighbors make of some embedding of the test clips.</summary>
/// <param name="Name">What was scored, say "Trained encoder".</param>
/// <param name="Linear">How a linear head does.</param>
/// <param name="NearestNeighbors">How nearest neighbors do.</param>
public sealed record EmbeddingScore(string Name, SelfSupervisedMetrics Linear, SelfSupervisedMetrics NearestNeighbors)
{
    /// <summary>Gets how a ridge head does that learns from few labels.</summary>
    /// <value>Default empty.</value>
    public IReadOnlyList<FewLabelsScore> FewLabels { get; init; } = [];

    /// <summary>Gets the embedding's effective rank, of 256 training clips (<see cref="EffectiveRankOptions"/>).</summary>
    /// <value>Default null: it was not measured.</value>
    public double? EffectiveRank { get; init; }

    /// <summary>Gets what the embedding tells of side and direction of time.</summary>
    /// <value>Default null: it was not asked.</value>
    public EmbeddingProbeScores? Probes { get; init; }
}
