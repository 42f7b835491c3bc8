namespace MsMclr.MLNet.Trainers.Pretraining;

/// <summary>What was found of an epoch's encoder; null where it was not looked for.</summary>
/// <param name="ProbeAccuracy">The share of held-out clips that a probe classified right.</param>
/// <param name="EffectiveRank">How many directions the embedding uses.</param>
internal readonly record struct EpochFindings(double? ProbeAccuracy, double? EffectiveRank);
