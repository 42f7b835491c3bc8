namespace MsMclr.MLNet;

/// <summary>What one seed's run came to.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Untrained">Scores of the network as it begins.</param>
/// <param name="Trained">Scores of the pretrained encoder.</param>
/// <param name="Fused">Top-1 of the three streams' fused scores, a fraction; null where there is one stream.</param>
/// <param name="FineTuned">Scores of encoders that were trained further; empty where none was.</param>
public sealed record SeedScores(int Seed, EmbeddingScore Untrained, EmbeddingScore Trained, double? Fused, IReadOnlyList<FineTunedScore> FineTuned);
