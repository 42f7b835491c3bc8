using System.Text.Json.Nodes;
using Plotly.NET;

namespace MsMclr.MLNet.Experiments.Report.Charts;

/// <summary>A chart of the page, drawn for a screen and for a phone. Colors are the style sheet's (charts.js).</summary>
internal sealed record PageChart(GenericChart Wide, GenericChart Narrow)
{
    /// <summary>Pixels that a chart has across on a screen; names and legends are fitted to them.</summary>
    public const int FullWidth = 1020;

    /// <summary>The same on a phone.</summary>
    public const int PhoneWidth = 320;

    private static readonly string[] RemovedButtons = ["select2d", "lasso2d", "autoScale2d"];

    public JsonObject Json() => new()
    {
        ["wide"] = JsonNode.Parse(GenericChart.toJson(Wide)),
        ["narrow"] = JsonNode.Parse(GenericChart.toJson(Narrow)),
    };

    /// <summary>
    /// Lays traces out as all our charts are. Dragging is left to the page, which a phone scrolls by it; the bar above a chart has zoom
    /// and pan.
    /// </summary>
    /// <param name="traces">The traces.</param>
    /// <param name="picture">What a picture saved from the chart is called.</param>
    /// <param name="height">Pixels from top to bottom.</param>
    /// <param name="layout">Adds what is special about the chart.</param>
    public static GenericChart LaidOut(GenericChart traces, string picture, int height, Func<Layout, Layout> layout)
    {
        var config = new Config()
            .With("responsive", true)
            .With("displaylogo", false)
            .With("modeBarButtonsToRemove", RemovedButtons)
            .With("toImageButtonOptions", new { filename = picture, scale = 2 });
        var common = new Layout().With("height", height).With("dragmode", false).With("uirevision", "kept");
        return GenericChart.setConfig(config, GenericChart.setLayout(layout(common), traces));
    }
}
