using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MsMclr.MLNet.Experiments.Report.Page;

namespace MsMclr.MLNet.Experiments.Intervals;

/// <summary>The page of an <see cref="IntervalReport"/>. It has no scripts.</summary>
internal static partial class IntervalPage
{
    public static string Render(IntervalReport report)
    {
        var parts = new Dictionary<string, string>
        {
            ["title"] = PageText.Of(report.Title),
            ["summary"] = PageText.Of(report.Summary),
            ["css"] = PageResource.Text("report.css") + PageResource.Text("intervals.css"),
            ["judged"] = report.Scores is null ? " hidden" : "",
            ["scores"] = report.Scores is { } scores ? Scores(scores) : "",
            ["heads"] = report.Scores is { } judged ? Heads(judged) : "",
            ["actions"] = report.Scores is { } known ? Actions(known) : "",
            ["lines"] = TimeLines(report.Recordings),
            ["settings"] = string.Concat(report.Settings.Select(setting => Row(setting.Name, [PageText.Of(setting.Value)]))),
            ["command"] = PageText.Of(report.Command),
        };

        // One pass: a name that looks like a slot stays what it is.
        return Slot().Replace(PageResource.Text("intervals.html"), slot => parts[slot.Groups[1].Value]);
    }

    private static string Heads(IntervalScores scores) => string.Concat(scores.Overlaps.Select(overlap =>
        string.Create(CultureInfo.InvariantCulture, $"<th scope=\"col\">{overlap:0.0#}</th>")));

    private static string Scores(IntervalScores scores)
    {
        var rows = new StringBuilder();
        rows.Append(Line("Mean average precision, by action", score => score.MeanByAction));
        rows.Append(Line("Mean average precision, by recording", score => score.MeanByRecording));
        rows.Append(Line("Precision", score => score.Precision));
        rows.Append(Line("Recall", score => score.Recall));
        rows.Append(Line("F1", score => score.F1));
        return rows.ToString();

        string Line(string name, Func<IntervalScore, double> value)
            => Row(name, scores.ByOverlap.Select(score => PageText.Percent(value(score))));
    }

    private static string Actions(IntervalScores scores)
        => string.Concat(scores.ByAction.Select(action => Row(action.Key, action.Value.Select(PageText.Percent))));

    private static string TimeLines(IReadOnlyList<RecognizedRecording> recordings)
    {
        var ranks = ActionRanks(recordings);
        return string.Concat(recordings.Select(recording => TimeLine.Of(recording, action => ranks[action])));
    }

    private static Dictionary<string, int> ActionRanks(IReadOnlyList<RecognizedRecording> recordings)
    {
        var actions = recordings.SelectMany(recording => recording.Found.Concat(recording.Truth ?? []))
            .Select(interval => interval.Action)
            .Distinct()
            .Order(StringComparer.Ordinal);
        return actions.Select((action, rank) => (action, rank)).ToDictionary(ranked => ranked.action, ranked => ranked.rank);
    }

    private static string Row(string name, IEnumerable<string> cells)
        => $"<tr><th scope=\"row\">{PageText.Of(name)}</th>{string.Concat(cells.Select(cell => $"<td>{cell}</td>"))}</tr>\n";

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Slot();
}
