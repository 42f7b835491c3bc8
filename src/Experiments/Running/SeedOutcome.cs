using MsMclr.MLNet.Experiments.Judging;

namespace MsMclr.MLNet.Experiments.Running;

/// <summary>What one seed of an experiment leaves behind.</summary>
/// <param name="Scores">How its encoders do.</param>
/// <param name="Loss">The loss of the first stream.</param>
/// <param name="Embedded">The clips as the trained encoder embeds them.</param>
/// <param name="ClipsPerSecond">How fast it was pretrained.</param>
internal sealed record SeedOutcome(SeedScores Scores, IReadOnlyList<LossPoint> Loss, ClipParts Embedded, double ClipsPerSecond);
