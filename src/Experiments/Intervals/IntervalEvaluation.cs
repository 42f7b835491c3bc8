using System.Collections.Immutable;
using MsMclr.MLNet.Experiments.Intervals;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

/// <summary>Judges actions that were found in recordings that are not cut, by where they were, as PKU-MMD's protocol does.</summary>
/// <remarks>
/// <para>A found interval is right where its overlap with a true one of the same recording and action exceeds a threshold: frames of both
/// over frames of either. Each true interval counts once. Found ones take their turns by confidence, and each takes the free true one that
/// it overlaps most.</para>
/// <para>Average precision is the sum over found intervals, by confidence, of the gain in recall times the highest precision at this
/// recall or a higher one (Liu et al., PKU-MMD, 2017). People are not looked at. Of one action that several people were found to do
/// together, <see cref="AcrossPeople"/> keeps one.</para>
/// </remarks>
public static class IntervalEvaluation
{
    private const double SameAction = 0.5;

    /// <summary>Gets the thresholds of overlap that are judged by default: 0.1, 0.2, 0.3, 0.4, 0.5.</summary>
    public static ImmutableArray<double> Overlaps { get; } = [0.1, 0.2, 0.3, 0.4, 0.5];

    /// <summary>Judges found intervals.</summary>
    /// <param name="found">What was found, with its confidence.</param>
    /// <param name="truth">What is there.</param>
    /// <param name="overlaps">The thresholds, from 0 to below 1; null for <see cref="Overlaps"/>.</param>
    /// <returns>The scores.</returns>
    /// <exception cref="ArgumentException">There is no true interval.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A threshold is out of its range.</exception>
    public static IntervalScores Evaluate(
        IEnumerable<ActionInterval> found,
        IEnumerable<ActionInterval> truth,
        IReadOnlyList<double>? overlaps = null)
    {
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(truth);
        ImmutableArray<double> thresholds = [.. overlaps ?? Overlaps];
        foreach (var threshold in thresholds)
        {
            OptionCheck.Require(
                threshold is >= 0 and < 1, nameof(IntervalEvaluation), nameof(overlaps), threshold, "thresholds from 0 to below 1");
        }

        List<ActionInterval> there = [.. truth];
        if (there.Count == 0)
            throw new ArgumentException("There is no true interval to judge by.", nameof(truth));
        // Equally sure ones stay in their order: OrderBy is stable.
        List<ActionInterval> ranked = [.. found.OrderByDescending(interval => interval.Confidence)];
        return new IntervalScores
        {
            Overlaps = thresholds,
            ByOverlap = [.. thresholds.Select(threshold => ScoresAt(ranked, there, threshold))],
            ByAction = ActionsOf(there).ToImmutableSortedDictionary(
                action => action,
                action => thresholds.Select(overlap => OfAction(ranked, there, action, overlap).AveragePrecision).ToImmutableArray(),
                StringComparer.Ordinal),
            FoundCount = ranked.Count,
            TrueCount = there.Count,
        };
    }

    /// <summary>
    /// Keeps the surest of like intervals that different people were found to do at the same time, since an action between people is one
    /// action. Like are those of one recording and action that overlap by more than a half.
    /// </summary>
    /// <param name="found">What was found.</param>
    /// <returns>Those that are kept, in their order.</returns>
    public static IReadOnlyList<ActionInterval> AcrossPeople(IEnumerable<ActionInterval> found)
    {
        ArgumentNullException.ThrowIfNull(found);
        List<ActionInterval> all = [.. found];
        List<ActionInterval> kept = [];
        foreach (var interval in all.OrderByDescending(interval => interval.Confidence))
        {
            if (!kept.Exists(other => IsSame(other, interval)))
                kept.Add(interval);
        }

        return [.. all.Where(interval => kept.Exists(other => ReferenceEquals(other, interval)))];

        static bool IsSame(ActionInterval one, ActionInterval other) => one.Person != other.Person
            && one.Recording == other.Recording
            && one.Action == other.Action
            && one.Overlap(other) > SameAction;
    }

    private static IntervalScore ScoresAt(List<ActionInterval> ranked, List<ActionInterval> truth, double overlap)
    {
        var all = MatchedIntervals.Of(ranked, truth, overlap);
        return new IntervalScore
        {
            Overlap = overlap,
            MeanByAction = ActionsOf(truth).Average(action => OfAction(ranked, truth, action, overlap).AveragePrecision),
            MeanByRecording = truth.Select(interval => interval.Recording).Distinct().Average(OfRecording),
            Precision = all.Precision,
            Recall = all.Recall,
        };

        double OfRecording(string recording)
        {
            var found = ranked.FindAll(interval => interval.Recording == recording);
            return MatchedIntervals.Of(found, truth.FindAll(interval => interval.Recording == recording), overlap).AveragePrecision;
        }
    }

    private static MatchedIntervals OfAction(List<ActionInterval> ranked, List<ActionInterval> truth, string action, double overlap)
        => MatchedIntervals.Of(
            ranked.FindAll(interval => interval.Action == action), truth.FindAll(interval => interval.Action == action), overlap);

    private static IEnumerable<string> ActionsOf(List<ActionInterval> truth) => truth.Select(interval => interval.Action).Distinct();
}
