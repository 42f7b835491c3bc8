namespace MsMclr.MLNet;

/// <summary>A column whose head takes part in the decision of <see cref="ScoreFusionTrainer"/>.</summary>
/// <param name="FeatureColumnName">The column of embeddings, <c>Vector&lt;Single, D&gt;</c>.</param>
/// <param name="Weight">How much its scores weigh, above 0.</param>
public sealed record FusedStream(string FeatureColumnName, float Weight);
