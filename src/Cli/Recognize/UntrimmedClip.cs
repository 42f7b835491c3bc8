namespace MsMclr.MLNet.Cli.Recognize;

/// <summary>A recording that is not cut, with its name.</summary>
/// <param name="Clip">The recording.</param>
/// <param name="Truth">What is in it; null where that is not told.</param>
internal sealed record UntrimmedClip(SkeletonRecording Clip, IReadOnlyList<ActionInterval>? Truth);
