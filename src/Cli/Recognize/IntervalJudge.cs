using MsMclr.MLNet.Cli.Data;

namespace MsMclr.MLNet.Cli.Recognize;

/// <summary>Holds what was found against what is there.</summary>
internal static class IntervalJudge
{
    /// <summary>The scores; null where nobody tells what is there.</summary>
    /// <exception cref="FormatException">What is there has nothing to do with the recordings, or with the model.</exception>
    public static IntervalScores? Scores(IReadOnlyList<RecognizedRecording> recognized, IReadOnlyList<string> labels)
    {
        if (recognized.All(recording => recording.Truth is null))
            return null;
        List<ActionInterval> truth = [.. recognized.SelectMany(recording => recording.Truth ?? [])];
        var names = string.Join(", ", recognized.Take(3).Select(recording => $"'{recording.Name}'"));
        Refusal.Unless(truth.Count > 0, $"No true interval is about a recording that was read: {names}. Its column recording names them.");
        List<string> unknown = [.. truth.Select(interval => interval.Action).Distinct().Except(labels)];
        var isAny = truth.Exists(interval => labels.Contains(interval.Action));
        var known = string.Join(", ", labels);
        Refusal.Unless(isAny, $"The model knows none of the true actions, such as '{truth[0].Action}'. It knows {known}.");
        if (unknown.Count > 0)
            Console.Error.WriteLine($"The model does not know, and cannot find: {string.Join(", ", unknown)}.");
        return IntervalEvaluation.Evaluate(recognized.SelectMany(recording => recording.Found), truth);
    }
}
