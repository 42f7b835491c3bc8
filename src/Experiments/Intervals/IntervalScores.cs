using System.Collections.Immutable;

namespace MsMclr.MLNet;

/// <summary>How well actions were found in recordings that are not cut (<see cref="IntervalEvaluation"/>).</summary>
public sealed class IntervalScores
{
    internal IntervalScores()
    {
    }

    /// <summary>Gets the thresholds of overlap.</summary>
    public required ImmutableArray<double> Overlaps { get; init; }

    /// <summary>Gets the scores at each of them.</summary>
    public required ImmutableArray<IntervalScore> ByOverlap { get; init; }

    /// <summary>Gets the average precision of each action that is there, at each of the thresholds.</summary>
    public required ImmutableSortedDictionary<string, ImmutableArray<double>> ByAction { get; init; }

    /// <summary>Gets how many intervals were found.</summary>
    public required int FoundCount { get; init; }

    /// <summary>Gets how many there are.</summary>
    public required int TrueCount { get; init; }
}
