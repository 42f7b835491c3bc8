using System.Text.RegularExpressions;
using MsMclr.MLNet.Experiments.Report.Charts;

namespace MsMclr.MLNet.Experiments.Report.Page;

/// <summary>The page: text and tables as HTML that reads without the scripts, everything drawn as data for them.</summary>
internal static partial class ReportPage
{
    public static string Render(HtmlReport report)
    {
        var classes = ClassTable.Rows(report.ClassNames, report.Confusion);
        var parts = new Dictionary<string, string>
        {
            ["title"] = PageText.Of(report.Title),
            ["summary"] = PageText.Of(report.Summary),
            ["scores"] = ScoreTable.Rows(report.Scores),
            ["chance"] = Chance(report.Confusion),
            ["map"] = Shown(report.Embeddings.Length > 0),
            ["mapnote"] = EmbeddingChart.Note(report.Embeddings.Length),
            ["loss"] = Shown(report.Loss.Count > 0),
            ["lossnote"] = LossChart.Note(report.Loss),
            ["tested"] = Shown(classes.Length > 0),
            ["classes"] = classes,
            ["clips"] = Shown(report.Clips.Count > 0),
            ["settings"] = string.Concat(report.Settings.Select(setting => $"<tr><th scope=\"row\">{PageText.Of(setting.Name)}</th><td>{PageText.Of(setting.Value)}</td></tr>\n")),
            ["command"] = PageText.Of(report.Command),
            ["css"] = Resource("report.css"),
            ["plotly"] = PlotlyScript.Text(),
            ["chartscript"] = Resource("charts.js"),
            ["clipscript"] = Resource("clips.js"),
            ["data"] = ReportData.Json(report),
        };
        // One pass: a name that looks like a slot stays what it is.
        return Slot().Replace(Resource("report.html"), slot => parts[slot.Groups[1].Value]);
    }

    private static string Shown(bool any) => any ? "" : " hidden";

    private static string Chance(long[,] confusion)
    {
        var rows = Enumerable.Range(0, confusion.GetLength(0)).Select(t => Enumerable.Range(0, confusion.GetLength(1)).Sum(p => confusion[t, p])).ToArray();
        var total = rows.Sum();
        return total == 0 ? "" : $"Always naming the most frequent class would score {PageText.Percent((double)rows.Max() / total)}.";
    }

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(ReportPage).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly lacks the resource '{name}'."));
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Slot();
}
