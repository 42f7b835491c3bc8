using MsMclr.MLNet.Experiments.Report.Embeddings;
using Plotly.NET;
using Plotly.NET.LayoutObjects;
using Chart = Plotly.NET.CSharp.Chart;

namespace MsMclr.MLNet.Experiments.Report.Charts;

/// <summary>The embeddings in the plane, twice: as t-SNE and as principal components lay them out, side by side or, on a phone, one below the other.</summary>
internal static class EmbeddingChart
{
    private const int LongestName = 18, Letter = 6, LegendRow = 19;

    // With the seven colors enough for the 120 classes of NTU RGB+D 120.
    private static readonly StyleParam.MarkerSymbol[] Shapes =
    [
        StyleParam.MarkerSymbol.Circle, StyleParam.MarkerSymbol.TriangleUp, StyleParam.MarkerSymbol.Square, StyleParam.MarkerSymbol.Diamond,
        StyleParam.MarkerSymbol.Cross, StyleParam.MarkerSymbol.X, StyleParam.MarkerSymbol.Star, StyleParam.MarkerSymbol.TriangleDown, StyleParam.MarkerSymbol.Hexagon,
        StyleParam.MarkerSymbol.Pentagon, StyleParam.MarkerSymbol.Hexagram, StyleParam.MarkerSymbol.Hourglass, StyleParam.MarkerSymbol.Bowtie, StyleParam.MarkerSymbol.DiamondTall,
        StyleParam.MarkerSymbol.DiamondWide, StyleParam.MarkerSymbol.StarTriangleUp, StyleParam.MarkerSymbol.StarSquare, StyleParam.MarkerSymbol.StarDiamond,
    ];

    public static PageChart? Of(HtmlReport report)
    {
        if (report.Embeddings.Length == 0)
            return null;
        var rows = EmbeddingMap.Sample(report.Embeddings.Length);
        var map = EmbeddingMap.Place([.. rows.Select(row => report.Embeddings[row])]);
        var classes = Enumerable.Range(0, rows.Length).GroupBy(i => report.Labels[rows[i]]).OrderBy(group => group.Key).ToArray();
        var entry = Letter * classes.Max(members => Math.Min(report.ClassNames[members.Key].Length, LongestName));
        var points = Chart.Combine(classes.SelectMany((members, rank) => new[]
        {
            Points(map.Neighbors, members, rank).With("xaxis", "x").With("yaxis", "y"),
            Points(map.Components, members, rank).With("xaxis", "x2").With("yaxis", "y2").With("showlegend", false),
        }));
        return new PageChart(
            Drawn(440, top: 30, PageChart.FullWidth, new([0, 0.49], [0, 1]), new([0.51, 1], [0, 1])),
            Drawn(700, top: 60, PageChart.PhoneWidth, new([0, 1], [0.53, 1]), new([0, 1], [0, 0.47])));

        GenericChart Points(Plane plane, IGrouping<int, int> members, int rank) => Chart.Point<double, double, string>(
                members.Select(i => plane.X[i]), members.Select(i => plane.Y[i]), Name: ChartText.Of(report.ClassNames[members.Key], LongestName),
                MultiText: members.Select(i => ChartText.Of(report.ClipNames[rows[i]], ChartText.Hover)).ToArray(),
                MarkerColor: ChartColor.Of(rank), MarkerSymbol: Shapes[rank / ChartColor.Count % Shapes.Length], UseDefaults: false)
            .With("legendgroup", $"{members.Key}").With("meta", new[] { ChartText.Of(report.ClassNames[members.Key], ChartText.Hover) })
            .With("hovertemplate", "%{text}<br>%{meta[0]}<extra></extra>");

        // The legend stands below the maps, in as many columns as there is room for; plotly.js scrolls it beyond the height of the maps.
        GenericChart Drawn(int maps, int top, int width, Place first, Place second)
        {
            var columns = Math.Max(1, width / (entry + 45));
            var legend = Math.Min(maps - top, LegendRow * ((classes.Length + columns - 1) / columns) + 10);
            return PageChart.LaidOut(points, "embeddings", maps + legend, layout => layout
                .With("hovermode", "closest")
                .With("margin", new { l = 5, r = 5, t = top, b = legend + 10 })
                .With("legend", new
                {
                    orientation = "h", font = new { size = 11 }, itemsizing = "constant", entrywidth = entry, tracegroupgap = 0, x = 0, yref = "container", y = 0, yanchor = "bottom",
                })
                .With("annotations", new[] { Title("t-SNE", first), Title("Principal components", second) })
                .With("xaxis", Axis(first.Across, "y")).With("yaxis", Axis(first.Down, "x").With("scaleanchor", "x"))
                .With("xaxis2", Axis(second.Across, "y2")).With("yaxis2", Axis(second.Down, "x2").With("scaleanchor", "x2")));
        }
    }

    /// <summary>Says what is drawn and how it is to be read.</summary>
    public static string Note(int count)
    {
        var shown = Math.Min(count, EmbeddingMap.Limit);
        return (shown < count ? $"{shown} of {count} clips. " : $"{count} clips. ")
            + "In t-SNE nearness means something, the axes do not; principal components keep distances as far as two axes can. "
            + "Choose a class to hide it, choose it twice to single it out.";
    }

    private static object Title(string text, Place place) =>
        new { text, showarrow = false, xref = "paper", yref = "paper", x = place.Across.Average(), y = place.Down[1], xanchor = "center", yanchor = "bottom" };

    private static LinearAxis Axis(double[] domain, string anchor) => new LinearAxis()
        .With("domain", domain).With("anchor", anchor).With("showticklabels", false).With("showgrid", false).With("zeroline", false).With("mirror", true).With("showline", true);

    private sealed record Place(double[] Across, double[] Down);
}
