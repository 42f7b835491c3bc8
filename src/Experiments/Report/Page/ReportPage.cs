using System.Text.RegularExpressions;
using MsMclr.MLNet.Experiments.Report.Charts;

namespace MsMclr.MLNet.Experiments.Report.Page;

/// <summary>The page: text and tables as HTML that reads without the scripts, everything drawn as data for them.</summary>
internal static partial class ReportPage
{
    public static string Render(HtmlReport report)
    {
        var classes = ClassTable.Rows(report.ClassNames, report.Confusion);
        var scores = new ScoreTable(report.Scores);
        var told = ToldTable.Rows(report.Scores);
        var parts = new Dictionary<string, string>
        {
            ["title"] = PageText.Of(report.Title),
            ["summary"] = PageText.Of(report.Summary),
            ["scoreheads"] = scores.Heads(),
            ["scores"] = scores.Rows(),
            ["chance"] = Chance(report.Confusion) + scores.Note(),
            ["told"] = Shown(told.Length > 0),
            ["toldheads"] = ToldTable.Heads(report.Scores),
            ["toldrows"] = told,
            ["map"] = Shown(report.Embeddings.Length > 0),
            ["mapnote"] = EmbeddingChart.Note(report.Embeddings.Length),
            ["loss"] = Shown(report.Loss.Count > 0),
            ["lossnote"] = LossChart.Note(report.Loss),
            ["tested"] = Shown(classes.Length > 0),
            ["classes"] = classes,
            ["clips"] = Shown(report.Clips.Count > 0),
            ["settings"] = string.Concat(report.Settings.Select(setting => SettingRow(setting.Name, setting.Value))),
            ["command"] = PageText.Of(report.Command),
            ["css"] = PageResource.Text("report.css"),
            ["plotly"] = PlotlyScript.Text(),
            ["chartscript"] = PageResource.Text("charts.js"),
            ["clipscript"] = PageResource.Text("clips.js"),
            ["data"] = ReportData.Json(report),
        };

        // One pass: a name that looks like a slot stays what it is.
        return Slot().Replace(PageResource.Text("report.html"), slot => parts[slot.Groups[1].Value]);
    }

    private static string Shown(bool any) => any ? "" : " hidden";

    private static string SettingRow(string name, string value)
        => $"<tr><th scope=\"row\">{PageText.Of(name)}</th><td>{PageText.Of(value)}</td></tr>\n";

    private static string Chance(long[,] confusion)
    {
        var rows = new long[confusion.GetLength(0)];
        for (var truth = 0; truth < rows.Length; truth++)
        {
            for (var predicted = 0; predicted < confusion.GetLength(1); predicted++)
                rows[truth] += confusion[truth, predicted];
        }

        var total = rows.Sum();
        if (total == 0)
            return "";
        return $"Always naming the most frequent class would score {PageText.Percent((double)rows.Max() / total)}.";
    }

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Slot();
}
