namespace MsMclr.MLNet;

/// <summary>A recording that is not cut to one action, and the actions that are in it.</summary>
/// <param name="Recording">Gets the recording, with its name.</param>
/// <param name="Intervals">Gets the actions, in the order in which they begin.</param>
public sealed record UntrimmedRecording(SkeletonRecording Recording, IReadOnlyList<ActionInterval> Intervals);
