namespace MsMclr.MLNet.Tests;

/// <summary>Smoothing, thresholds and intervals of one person, written once more and plainly.</summary>
internal static class ExpectedActions
{
    /// <summary>For each window the action, and the intervals of all.</summary>
    public static (List<string?> Actions, List<(long Start, long End, string Action)> Intervals) Of(
        IReadOnlyList<ActionRecognition> windows,
        ActionRecognition left,
        IReadOnlyList<string> labels,
        ActionRecognizer.Options options,
        int lead)
    {
        List<string?> actions = [];
        List<(long First, long Last, string? Action)> spans = [];
        double[]? smoothed = null;
        string? current = null;
        var next = left.FirstFrame;
        foreach (var window in windows)
        {
            double[] scores = [.. window.Prediction!.Probabilities.Select(score => (double)score)];
            var share = options.Smoothing;
            smoothed = smoothed is null ? scores : [.. smoothed.Zip(scores, (old, now) => (share * old) + ((1 - share) * now))];
            var known = labels.Select((label, i) => (label, value: smoothed[i])).Where(one => !options.Background.Contains(one.label));
            var best = known.MaxBy(one => one.value);
            var held = current is null ? 0 : smoothed[labels.ToList().IndexOf(current)];
            if (best.value >= options.BeginThreshold && (current is null || best.value > held))
                current = best.label;
            else if (held < options.EndThreshold)
                current = null;
            actions.Add(current);
            var isLast = window == windows[^1] && window.Frame > window.LastFrame;
            var last = isLast || left.LastFrame == window.LastFrame ? left.LastFrame : window.LastFrame - lead;
            spans.Add((next, last, current));
            next = last + 1;
        }

        List<(long Start, long End, string Action)> intervals = [];
        foreach (var (first, last, action) in spans)
        {
            if (intervals.Count > 0 && intervals[^1].Action == action && intervals[^1].End == first - 1)
                intervals[^1] = intervals[^1] with { End = last };
            else if (action is not null)
                intervals.Add((first, last, action));
        }

        // What is still done when the person leaves goes on to the last frame in which they were seen.
        if (current is not null)
            intervals[^1] = intervals[^1] with { End = left.LastFrame };
        return (actions, intervals);
    }
}
