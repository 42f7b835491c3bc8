using MsMclr.MLNet.Experiments.Report.Embeddings;
using Plotly.NET;
using Plotly.NET.LayoutObjects;
using Chart = Plotly.NET.CSharp.Chart;

namespace MsMclr.MLNet.Experiments.Report.Charts;

/// <summary>
/// The embeddings in the plane, twice: as t-SNE and as principal components lay them out, side by side or, on a phone, one below the
/// other.
/// </summary>
internal sealed class EmbeddingChart
{
    private const int LongestName = 18;
    private const int Letter = 6;
    private const int LegendRow = 19;
    private readonly EmbeddedClips _clips;
    private readonly int[] _rows;
    private readonly IGrouping<int, int>[] _classes;
    private readonly int _legendEntry;
    private readonly GenericChart _points;

    private EmbeddingChart(EmbeddedClips clips)
    {
        _clips = clips;
        _rows = EmbeddingMap.Sample(clips.Embeddings.Length);
        var places = Enumerable.Range(0, _rows.Length);
        _classes = [.. places.GroupBy(place => clips.Labels[_rows[place]]).OrderBy(group => group.Key)];
        _legendEntry = Letter * _classes.Max(members => Math.Min(clips.ClassNames[members.Key].Length, LongestName));
        var map = EmbeddingMap.Place([.. _rows.Select(row => clips.Embeddings[row])]);
        _points = Chart.Combine(_classes.SelectMany((members, rank) => new[]
        {
            Points(map.Neighbors, members, rank).With("xaxis", "x").With("yaxis", "y"),
            Points(map.Components, members, rank).With("xaxis", "x2").With("yaxis", "y2").With("showlegend", false),
        }));
    }

    public static PageChart? Of(EmbeddedClips clips)
    {
        if (clips.Embeddings.Length == 0)
            return null;
        var chart = new EmbeddingChart(clips);
        var left = new Place([0, 0.49], [0, 1]);
        var right = new Place([0.51, 1], [0, 1]);
        var upper = new Place([0, 1], [0.53, 1]);
        var lower = new Place([0, 1], [0, 0.47]);
        return new PageChart(
            chart.Drawn(new Size(PageChart.FullWidth, Maps: 440, Top: 30), left, right),
            chart.Drawn(new Size(PageChart.PhoneWidth, Maps: 700, Top: 60), upper, lower));
    }

    /// <summary>Says what is drawn and how it is to be read.</summary>
    public static string Note(int count)
    {
        var shown = Math.Min(count, EmbeddingMap.Limit);
        return (shown < count ? $"{shown} of {count} clips. " : $"{count} clips. ")
            + "In t-SNE nearness means something, the axes do not; principal components keep distances as far as two axes can. "
            + "Choose a class to hide it, choose it twice to single it out.";
    }

    private GenericChart Points(Plane plane, IGrouping<int, int> members, int rank)
    {
        var className = _clips.ClassNames[members.Key];
        var clipNames = members.Select(place => ChartText.Of(_clips.ClipNames[_rows[place]], ChartText.Hover));
        var points = Chart.Point<double, double, string>(
            members.Select(place => plane.X[place]),
            members.Select(place => plane.Y[place]),
            Name: ChartText.Of(className, LongestName),
            MultiText: clipNames.ToArray(),
            MarkerColor: ChartColor.Of(rank),
            MarkerSymbol: ChartSymbol.Of(rank),
            UseDefaults: false);
        return points
            .With("legendgroup", $"{members.Key}")
            .With("meta", new[] { ChartText.Of(className, ChartText.Hover) })
            .With("hovertemplate", "%{text}<br>%{meta[0]}<extra></extra>");
    }

    // The legend stands below the maps, in as many columns as there is room for; plotly.js scrolls it beyond the height of the maps.
    private GenericChart Drawn(Size size, Place first, Place second)
    {
        var columns = Math.Max(1, size.Width / (_legendEntry + 45));
        var rows = (_classes.Length + columns - 1) / columns;
        var legend = Math.Min(size.Maps - size.Top, (LegendRow * rows) + 10);
        return PageChart.LaidOut(_points, "embeddings", size.Maps + legend, layout => layout
            .With("hovermode", "closest")
            .With("margin", new { l = 5, r = 5, t = size.Top, b = legend + 10 })
            .With("legend", Legend())
            .With("annotations", new[] { Title("t-SNE", first), Title("Principal components", second) })
            .With("xaxis", Axis(first.Across, "y"))
            .With("yaxis", Axis(first.Down, "x").With("scaleanchor", "x"))
            .With("xaxis2", Axis(second.Across, "y2"))
            .With("yaxis2", Axis(second.Down, "x2").With("scaleanchor", "x2")));
    }

    private object Legend() => new
    {
        orientation = "h",
        font = new { size = 11 },
        itemsizing = "constant",
        entrywidth = _legendEntry,
        tracegroupgap = 0,
        x = 0,
        yref = "container",
        y = 0,
        yanchor = "bottom",
    };

    private static object Title(string text, Place place) => new
    {
        text,
        showarrow = false,
        xref = "paper",
        yref = "paper",
        x = place.Across.Average(),
        y = place.Down[1],
        xanchor = "center",
        yanchor = "bottom",
    };

    private static LinearAxis Axis(double[] domain, string anchor) => new LinearAxis()
        .With("domain", domain)
        .With("anchor", anchor)
        .With("showticklabels", false)
        .With("showgrid", false)
        .With("zeroline", false)
        .With("mirror", true)
        .With("showline", true);

    /// <summary>The part of the chart that a map takes, in shares of its width and height.</summary>
    private sealed record Place(double[] Across, double[] Down);

    /// <summary>Pixels: the width, the height of the maps with their titles, and of the titles.</summary>
    private sealed record Size(int Width, int Maps, int Top);
}
