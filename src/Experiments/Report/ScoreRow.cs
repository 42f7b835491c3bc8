namespace MsMclr.MLNet;

/// <summary>One line of the headline table.</summary>
/// <param name="Name">What was scored, say "Trained encoder".</param>
/// <param name="Linear">Top-1 accuracy of a linear head, a fraction; NaN where it was not measured.</param>
/// <param name="NearestNeighbors">Top-1 accuracy of nearest neighbors, a fraction; NaN where it was not measured.</param>
public sealed record ScoreRow(string Name, double Linear, double NearestNeighbors)
{
    /// <summary>Gets how a head does that learns from few labels.</summary>
    /// <value>Default empty.</value>
    public IReadOnlyList<FewLabelsScore> FewLabels { get; init; } = [];

    /// <summary>Gets the embedding's effective rank.</summary>
    /// <value>Default null: it was not measured.</value>
    public double? EffectiveRank { get; init; }

    /// <summary>Gets what the embedding tells of side and direction of time.</summary>
    /// <value>Default null: it was not asked.</value>
    public EmbeddingProbeScores? Probes { get; init; }
}
