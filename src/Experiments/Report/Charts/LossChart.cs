using Plotly.NET;
using Plotly.NET.LayoutObjects;
using Chart = Plotly.NET.CSharp.Chart;

namespace MsMclr.MLNet.Experiments.Report.Charts;

/// <summary>The loss by epoch. A value that is not finite is a gap in its curve.</summary>
internal static class LossChart
{
    private const int MostMarkers = 40;
    private const int MostTicks = 10;

    public static PageChart? Of(IReadOnlyList<LossPoint> loss)
    {
        if (loss.Count == 0)
            return null;
        var curves = Drawn(loss);
        return new PageChart(curves, curves);
    }

    /// <summary>Says how many epochs the curves leave out.</summary>
    public static string Note(IReadOnlyList<LossPoint> loss)
    {
        var gaps = loss.Count(point => !double.IsFinite(point.Total) || !double.IsFinite(point.Contrast));
        return gaps == 0 ? "" : $"{gaps} of {loss.Count} epochs had a loss that is not finite; they are left out.";
    }

    private static GenericChart Drawn(IReadOnlyList<LossPoint> loss)
    {
        var total = Curve(0, "Total", point => point.Total, StyleParam.DrawingStyle.Solid);
        var contrast = Curve(1, "Contrast", point => point.Contrast, StyleParam.DrawingStyle.Dash);
        return PageChart.LaidOut(Chart.Combine([total, contrast]), "loss", 380, layout => layout
            .With("hovermode", "x unified")
            .With("margin", new { l = 50, r = 10, t = 60, b = 45 })
            .With("legend", new { orientation = "h", x = 0, y = 1.02, yanchor = "bottom" })
            .With("xaxis", Epochs())
            .With("yaxis", Axis("Loss").With("automargin", true)));

        // Of a few epochs each has its tick; left alone, plotly.js would put some between them.
        LinearAxis Epochs() => loss.Count > MostTicks ? Axis("Epoch") : Axis("Epoch").With("dtick", 1);

        GenericChart Curve(int rank, string name, Func<LossPoint, double> value, StyleParam.DrawingStyle dash)
        {
            var curve = Chart.Line<int, double, string>(
                loss.Select(point => point.Epoch),
                loss.Select(point => Rounded(value(point))),
                Name: name,
                ShowMarkers: loss.Count <= MostMarkers,
                MarkerColor: ChartColor.Of(rank),
                LineDash: dash,
                UseDefaults: false);
            return curve.With("hovertemplate", "%{y:.4~g}");
        }
    }

    private static double Rounded(double value) => double.IsFinite(value) ? Math.Round(value, 6) : double.NaN;

    // Stated, because plotly.js would take a curve without a number for one of categories.
    private static LinearAxis Axis(string title)
        => new LinearAxis().With("type", "linear").With("title", new { text = title }).With("zeroline", false);
}
