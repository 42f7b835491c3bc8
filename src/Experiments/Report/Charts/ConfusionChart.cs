using Plotly.NET;
using Plotly.NET.LayoutObjects;
using Chart = Plotly.NET.CSharp.Chart;

namespace MsMclr.MLNet.Experiments.Report.Charts;

/// <summary>The confusion matrix: a row is what the clips were, a column what they were taken for. Pairs that never happened stay empty.</summary>
internal static class ConfusionChart
{
    private const int LongestName = 22, ShortestName = 8, SmallestSlanted = 18, RoomyCell = 15, SmallestNamed = 12, SmallestNumbered = 9;

    public static PageChart? Of(string[] names, long[,] confusion)
    {
        if (confusion.Cast<long>().Sum() == 0)
            return null;
        return new PageChart(Drawn(names, confusion, PageChart.FullWidth, tallest: 700), Drawn(names, confusion, PageChart.PhoneWidth, tallest: PageChart.PhoneWidth));
    }

    private static GenericChart Drawn(string[] names, long[,] confusion, int width, int tallest)
    {
        // Names stand left of the rows and above the columns, there at a slant or, where that is too dense, upright. Where even that is, pointing at a cell tells them.
        var longest = Math.Clamp((width - 10 - RoomyCell * names.Length) * 2 / 13, ShortestName, LongestName);
        var label = 10 + 13 * names.Max(name => Math.Min(name.Length, longest)) / 2;
        if ((width - label) / names.Length < SmallestNamed)
            label = 0;
        var (aside, above) = (width - label - 0.7 * label) / names.Length >= SmallestSlanted ? (0.7 * label, 0.7 * label) : (0, label);
        var across = (int)(width - label - aside) / names.Length;
        var down = Math.Clamp(tallest / names.Length, label > 0 ? 15 : Math.Max(across, 3), 40);
        return PageChart.LaidOut(Cells(names, confusion, numbered: across >= SmallestNumbered), "confusion", names.Length * down + (int)above + 40, layout => layout
            .With("margin", new { l = label + 5, r = aside + 5, t = above + 35, b = 5 })
            .With("xaxis", Axis().With("side", "top").With("tickangle", aside > 0 ? -50 : -90))
            .With("yaxis", Axis().With("autorange", "reversed")));

        // By position, not by name: two classes of one name stay two.
        LinearAxis Axis() => new LinearAxis()
            .With("tickvals", Enumerable.Range(0, names.Length)).With("ticktext", names.Select(name => ChartText.Of(name, longest)))
            .With("showticklabels", label > 0).With("ticklabeloverflow", "allow").With("ticks", "").With("tickfont", new { size = 11 })
            .With("fixedrange", true).With("showgrid", false).With("zeroline", false);
    }

    private static GenericChart Cells(string[] names, long[,] confusion, bool numbered)
    {
        var rows = Enumerable.Range(0, names.Length).Select(t => Enumerable.Range(0, names.Length).Sum(p => confusion[t, p])).ToArray();
        return Chart.Heatmap<double, int, int, string>(Matrix(double.NaN, Share), XGap: 1, YGap: 1, ShowScale: false, UseDefaults: false)
            .With("zmin", 0).With("zmax", 1).With("hoverongaps", false)
            .With("text", Matrix("", (t, p) => $"{confusion[t, p]}")).With("texttemplate", numbered ? "%{text}" : "")
            .With("hovertext", Matrix("", Hover)).With("hovertemplate", "%{hovertext}<extra></extra>");

        double Share(int t, int p) => Math.Round((double)confusion[t, p] / rows[t], 4);

        string Hover(int t, int p) => $"True: {ChartText.Of(names[t], ChartText.Hover)}<br>Predicted: {ChartText.Of(names[p], ChartText.Hover)}<br>"
            + $"{confusion[t, p]} of {rows[t]} clips ({Percentage.Text((double)confusion[t, p] / rows[t])})";

        T[][] Matrix<T>(T none, Func<int, int, T> cell) =>
            [.. Enumerable.Range(0, names.Length).Select(t => Enumerable.Range(0, names.Length).Select(p => confusion[t, p] == 0 ? none : cell(t, p)).ToArray())];
    }
}
