using System.Globalization;

namespace MsMclr.MLNet.Experiments.Report.Page;

/// <summary>The headline table; the best of a column stands out.</summary>
internal sealed class ScoreTable(IReadOnlyList<ScoreRow> rows)
{
    private readonly int[] _fewLabels =
        [.. rows.SelectMany(row => row.FewLabels).Select(score => score.LabelsPerClass).Distinct().Order()];

    /// <summary>The heads of the columns after the first.</summary>
    public string Heads()
    {
        var few = _fewLabels.Select(labels => labels == 1 ? "1 label" : $"{labels} labels");
        return string.Concat(few.Concat(["Linear head", "Nearest neighbors"]).Select(head => $"<th scope=\"col\">{head}</th>"));
    }

    /// <summary>The rows.</summary>
    public string Rows()
    {
        var text = new System.Text.StringBuilder();
        var linear = Best(rows.Select(row => row.Linear));
        var neighbors = Best(rows.Select(row => row.NearestNeighbors));
        foreach (var row in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{PageText.Of(row.Name)}</th>");
            foreach (var labels in _fewLabels)
                text.Append(FewCell(Few(row, labels), Best(rows.Select(other => Few(other, labels)?.Mean ?? double.NaN))));
            text.Append(Cell(row.Linear, linear)).Append(Cell(row.NearestNeighbors, neighbors)).Append("</tr>\n");
        }

        return text.ToString();
    }

    /// <summary>What is to be known of the columns; empty where there are no few labels.</summary>
    public string Note() => _fewLabels.Length == 0
        ? ""
        : " Few labels of each class: mean and sample standard deviation over several draws.";

    private static FewLabelsScore? Few(ScoreRow row, int labels) => row.FewLabels.FirstOrDefault(score => score.LabelsPerClass == labels);

    private static double Best(IEnumerable<double> scores) => scores.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Max();

    private static string FewCell(FewLabelsScore? score, double best)
    {
        if (score is null)
            return "<td class=\"few\">–</td>";
        var spread = (100 * score.Spread).ToString("f1", CultureInfo.InvariantCulture);
        var isBest = score.Mean == best ? " best" : "";
        return $"<td class=\"few{isBest}\">{PageText.Percent(score.Mean)} <small>±&nbsp;{spread}</small></td>";
    }

    private static string Cell(double score, double best)
    {
        if (!double.IsFinite(score))
            return "<td class=\"score\"><span>–</span></td>";
        var isBest = score == best ? " best" : "";
        return $"<td class=\"score{isBest}\"><span>{PageText.Percent(score)}</span>{PageText.Bar(score)}</td>";
    }
}
