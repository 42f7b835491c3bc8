namespace MsMclr.MLNet.Examples;

/// <summary>What one seed's run came to.</summary>
public sealed record SeedScores(int Seed, EmbeddingScore Untrained, EmbeddingScore Trained, double? Fused, IReadOnlyList<FineTunedScore> FineTuned);
