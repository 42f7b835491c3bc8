using System.Globalization;
using System.Text;
using MsMclr.MLNet.Experiments.Report.Charts;
using MsMclr.MLNet.Experiments.Report.Page;

namespace MsMclr.MLNet.Experiments.Intervals;

/// <summary>The time line of one recording: a row for what is there, and one for each person.</summary>
internal static class TimeLine
{
    private const int MostMarks = 10;
    private static readonly double[] Steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1_800, 3_600];

    /// <param name="recording">The recording.</param>
    /// <param name="rank">The number of an action, which its color goes by.</param>
    public static string Of(RecognizedRecording recording, Func<string, int> rank)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"<h3>{PageText.Of(recording.Name)}</h3>\n<div class=\"times\">\n");
        if (recording.Truth is { } truth)
            text.Append(Row("There", truth, recording, rank));
        foreach (var person in recording.Found.GroupBy(interval => interval.Person).OrderBy(found => found.Key))
            text.Append(Row($"Person {person.Key}", [.. person], recording, rank));
        if (recording.Found.Count == 0)
            text.Append(Row("Found", [], recording, rank));
        return text.Append(Marks(recording)).Append("</div>\n").ToString();
    }

    private static string Row(string name, IReadOnlyList<ActionInterval> intervals, RecognizedRecording recording, Func<string, int> rank)
    {
        var bars = intervals.OrderBy(interval => interval.Start).Select(interval => Bar(interval, recording, rank(interval.Action)));
        return $"<div class=\"time\"><span>{PageText.Of(name)}</span><div>{string.Concat(bars)}</div></div>\n";
    }

    private static string Bar(ActionInterval interval, RecognizedRecording recording, int rank)
    {
        var left = Share(interval.Start, recording);
        var width = Share(interval.Frames, recording);
        var name = PageText.Of(interval.Action);
        var from = interval.Start / recording.FrameRate;
        var to = (interval.End + 1) / recording.FrameRate;
        var told = string.Create(CultureInfo.InvariantCulture, $"{name}, {from:f1} to {to:f1} s, {interval.Confidence:f2}");
        var place = $"left:{left}%;width:{width}%;--bar:var(--c{rank % ChartColor.Count})";
        return $"<i style=\"{place}\" title=\"{told}\"><b>{name}</b></i>";
    }

    private static string Marks(RecognizedRecording recording)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(recording.FrameRate);
        var seconds = recording.Frames / recording.FrameRate;
        var step = Array.Find(Steps, step => seconds / step <= MostMarks);
        if (step == 0)
            step = seconds / MostMarks;
        var marks = new StringBuilder();
        for (var second = 0.0; second <= seconds; second += step)
        {
            var left = Share(second * recording.FrameRate, recording);
            marks.Append(CultureInfo.InvariantCulture, $"<small style=\"left:{left}%\">{second:0} s</small>");
        }

        return $"<div class=\"time\"><span></span><div class=\"marks\">{marks}</div></div>\n";
    }

    private static string Share(double frames, RecognizedRecording recording)
        => (100 * frames / Math.Max(1, recording.Frames)).ToString("0.###", CultureInfo.InvariantCulture);
}
