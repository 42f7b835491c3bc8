using System.Globalization;
using System.Text;

namespace MsMclr.MLNet.Experiments.Report.Page;

/// <summary>The table of what features tell beside the action: how many directions they use, side, direction of time.</summary>
internal static class ToldTable
{
    /// <summary>The heads of the columns after the first. Probes have theirs only where one was asked.</summary>
    public static string Heads(IReadOnlyList<ScoreRow> rows)
    {
        IEnumerable<string> heads = ["Effective rank"];
        if (HasProbes(rows))
            heads = heads.Concat(["Clip or mirror image", "Left or right action", "Forwards or backwards"]);
        return string.Concat(heads.Select(head => $"<th scope=\"col\">{head}</th>"));
    }

    /// <summary>The rows; empty where nothing was asked.</summary>
    public static string Rows(IReadOnlyList<ScoreRow> rows)
    {
        var hasProbes = HasProbes(rows);
        var text = new StringBuilder();
        foreach (var row in rows.Where(row => row.EffectiveRank is not null || row.Probes is not null))
        {
            var rank = row.EffectiveRank?.ToString("f1", CultureInfo.InvariantCulture) ?? "–";
            text.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{PageText.Of(row.Name)}</th><td>{rank}</td>");
            if (hasProbes)
                text.Append(Cell(row.Probes?.Mirror)).Append(Cell(row.Probes?.Side)).Append(Cell(row.Probes?.Time));
            text.Append("</tr>\n");
        }

        return text.ToString();
    }

    private static bool HasProbes(IReadOnlyList<ScoreRow> rows) => rows.Any(row => row.Probes is not null);

    private static string Cell(double? accuracy) => accuracy is { } share ? $"<td>{PageText.Percent(share)}</td>" : "<td>–</td>";
}
