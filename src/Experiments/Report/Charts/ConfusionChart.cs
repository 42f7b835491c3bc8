using MsMclr.MLNet.Experiments.Contract;
using Plotly.NET;
using Plotly.NET.LayoutObjects;
using Chart = Plotly.NET.CSharp.Chart;

namespace MsMclr.MLNet.Experiments.Report.Charts;

/// <summary>
/// The confusion matrix: a row is what the clips were, a column what they were taken for. Pairs that never happened stay empty.
/// </summary>
internal static class ConfusionChart
{
    private const int TallestOnScreen = 700;

    public static PageChart? Of(string[] names, long[,] confusion)
    {
        if (confusion.Cast<long>().Sum() == 0)
            return null;
        var wide = Drawn(names, confusion, ConfusionSizes.Of(names, PageChart.FullWidth, TallestOnScreen));
        var narrow = Drawn(names, confusion, ConfusionSizes.Of(names, PageChart.PhoneWidth, PageChart.PhoneWidth));
        return new PageChart(wide, narrow);
    }

    private static GenericChart Drawn(string[] names, long[,] confusion, ConfusionSizes sizes)
    {
        var margin = new { l = sizes.Label + 5, r = sizes.Aside + 5, t = sizes.Above + 35, b = 5 };
        var height = (names.Length * sizes.Down) + (int)sizes.Above + 40;
        var top = Axis(names, sizes).With("side", "top").With("tickangle", sizes.IsSlanted ? -50 : -90);
        var left = Axis(names, sizes).With("autorange", "reversed");
        return PageChart.LaidOut(Cells(names, confusion, sizes.HasNumbers), "confusion", height, layout => layout
            .With("margin", margin)
            .With("xaxis", top)
            .With("yaxis", left));
    }

    // By position, not by name: two classes of one name stay two.
    private static LinearAxis Axis(string[] names, ConfusionSizes sizes) => new LinearAxis()
        .With("tickvals", Enumerable.Range(0, names.Length))
        .With("ticktext", names.Select(name => ChartText.Of(name, sizes.LongestName)))
        .With("showticklabels", sizes.Label > 0)
        .With("ticklabeloverflow", "allow")
        .With("ticks", "")
        .With("tickfont", new { size = 11 })
        .With("fixedrange", true)
        .With("showgrid", false)
        .With("zeroline", false);

    private static GenericChart Cells(string[] names, long[,] confusion, bool numbered)
    {
        var classes = Enumerable.Range(0, names.Length).ToArray();
        var rows = classes.Select(truth => classes.Sum(predicted => confusion[truth, predicted])).ToArray();
        return Chart.Heatmap<double, int, int, string>(Matrix(double.NaN, Share), XGap: 1, YGap: 1, ShowScale: false, UseDefaults: false)
            .With("zmin", 0)
            .With("zmax", 1)
            .With("hoverongaps", false)
            .With("text", Matrix("", Count))
            .With("texttemplate", numbered ? "%{text}" : "")
            .With("hovertext", Matrix("", Hover))
            .With("hovertemplate", "%{hovertext}<extra></extra>");

        double Share(int truth, int predicted) => Math.Round((double)confusion[truth, predicted] / rows[truth], 4);

        string Count(int truth, int predicted) => $"{confusion[truth, predicted]}";

        string Hover(int truth, int predicted)
        {
            var share = Percentage.Text((double)confusion[truth, predicted] / rows[truth]);
            var first = $"True: {ChartText.Of(names[truth], ChartText.Hover)}";
            var second = $"Predicted: {ChartText.Of(names[predicted], ChartText.Hover)}";
            return $"{first}<br>{second}<br>{confusion[truth, predicted]} of {rows[truth]} clips ({share})";
        }

        T[][] Matrix<T>(T none, Func<int, int, T> cell) => [.. classes.Select(truth => Row(truth, none, cell))];

        T[] Row<T>(int truth, T none, Func<int, int, T> cell)
            => [.. classes.Select(predicted => confusion[truth, predicted] == 0 ? none : cell(truth, predicted))];
    }
}
