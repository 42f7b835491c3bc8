using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace MsMclr.MLNet.Examples;

/// <summary>The page: text and tables as HTML that reads without the script, everything drawn as data for it.</summary>
internal static partial class ReportPage
{
    public static string Render(Report report)
    {
        var parts = new Dictionary<string, string>
        {
            ["title"] = Text(report.Title),
            ["summary"] = Text(report.Summary),
            ["scores"] = Scores(report.Scores),
            ["chance"] = Chance(report.Confusion),
            ["settings"] = string.Concat(report.Settings.Select(setting => $"<tr><th scope=\"row\">{Text(setting.Name)}</th><td>{Text(setting.Value)}</td></tr>\n")),
            ["command"] = Text(report.Command),
            ["css"] = Resource("report.css"),
            ["js"] = Resource("report.js"),
            ["data"] = ReportData.Json(report),
        };
        // One pass: a name that looks like a slot stays what it is.
        return Slot().Replace(Resource("report.html"), slot => parts[slot.Groups[1].Value]);
    }

    private static string Scores(IReadOnlyList<ScoreRow> rows)
    {
        double linear = Best(rows.Select(row => row.Linear)), nearest = Best(rows.Select(row => row.NearestNeighbours));
        return string.Concat(rows.Select(row => $"<tr><th scope=\"row\">{Text(row.Name)}</th>{Cell(row.Linear, linear)}{Cell(row.NearestNeighbours, nearest)}</tr>\n"));
    }

    private static double Best(IEnumerable<double> scores) => scores.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Max();

    private static string Cell(double score, double best)
    {
        if (!double.IsFinite(score))
            return "<td class=\"score\"><span>–</span></td>";
        var width = Math.Clamp(score, 0, 1).ToString("0.####", CultureInfo.InvariantCulture);
        return $"<td class=\"score{(score == best ? " best" : "")}\"><span>{Percent(score)}</span><i style=\"--share:{width}\"></i></td>";
    }

    private static string Chance(long[,] confusion)
    {
        var rows = Enumerable.Range(0, confusion.GetLength(0)).Select(t => Enumerable.Range(0, confusion.GetLength(1)).Sum(p => confusion[t, p])).ToArray();
        var total = rows.Sum();
        return total == 0 ? "" : $"Always naming the most frequent class would score {Percent((double)rows.Max() / total)}.";
    }

    private static string Percent(double fraction) => (100 * fraction).ToString("0.0", CultureInfo.InvariantCulture) + "&nbsp;%";

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(ReportPage).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly lacks the resource '{name}'."));
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Slot();
}
