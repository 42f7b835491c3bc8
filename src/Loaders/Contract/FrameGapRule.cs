namespace MsMclr.MLNet.Loaders.Contract;

/// <summary>What to do with missing frame numbers.</summary>
/// <param name="Gaps">What becomes of them.</param>
/// <param name="Longest">The longest gap that is interpolated, in frames.</param>
internal readonly record struct FrameGapRule(FrameGaps Gaps, int Longest);
