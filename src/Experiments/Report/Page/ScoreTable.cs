namespace MsMclr.MLNet.Experiments.Report.Page;

/// <summary>The headline table's rows; the best of a column stands out.</summary>
internal static class ScoreTable
{
    public static string Rows(IReadOnlyList<ScoreRow> rows)
    {
        double linear = Best(rows.Select(row => row.Linear)), nearest = Best(rows.Select(row => row.NearestNeighbors));
        return string.Concat(rows.Select(row => $"<tr><th scope=\"row\">{PageText.Of(row.Name)}</th>{Cell(row.Linear, linear)}{Cell(row.NearestNeighbors, nearest)}</tr>\n"));
    }

    private static double Best(IEnumerable<double> scores) => scores.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Max();

    private static string Cell(double score, double best) => double.IsFinite(score)
        ? $"<td class=\"score{(score == best ? " best" : "")}\"><span>{PageText.Percent(score)}</span>{PageText.Bar(score)}</td>"
        : "<td class=\"score\"><span>–</span></td>";
}
