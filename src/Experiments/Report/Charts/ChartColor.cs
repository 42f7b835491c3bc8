using Plotly.NET;

namespace MsMclr.MLNet.Experiments.Report.Charts;

/// <summary>
/// The colors that curves and classes are told apart by: names of the style sheet's (report.css), to which charts.js puts the values
/// of light or dark.
/// </summary>
internal static class ChartColor
{
    /// <summary>After so many they begin again.</summary>
    public const int Count = 7;

    public static Color Of(int rank) => Color.fromString($"c{rank % Count}");
}
