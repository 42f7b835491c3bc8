using Plotly.NET;

namespace MsMclr.MLNet.Experiments.Report.Charts;

/// <summary>The shapes of points. With the seven colors they tell the 120 classes of NTU RGB+D 120 apart.</summary>
internal static class ChartSymbol
{
    private static readonly StyleParam.MarkerSymbol[] All =
    [
        StyleParam.MarkerSymbol.Circle,
        StyleParam.MarkerSymbol.TriangleUp,
        StyleParam.MarkerSymbol.Square,
        StyleParam.MarkerSymbol.Diamond,
        StyleParam.MarkerSymbol.Cross,
        StyleParam.MarkerSymbol.X,
        StyleParam.MarkerSymbol.Star,
        StyleParam.MarkerSymbol.TriangleDown,
        StyleParam.MarkerSymbol.Hexagon,
        StyleParam.MarkerSymbol.Pentagon,
        StyleParam.MarkerSymbol.Hexagram,
        StyleParam.MarkerSymbol.Hourglass,
        StyleParam.MarkerSymbol.Bowtie,
        StyleParam.MarkerSymbol.DiamondTall,
        StyleParam.MarkerSymbol.DiamondWide,
        StyleParam.MarkerSymbol.StarTriangleUp,
        StyleParam.MarkerSymbol.StarSquare,
        StyleParam.MarkerSymbol.StarDiamond,
    ];

    /// <summary>The shape of a class: the next one after each round of colors.</summary>
    public static StyleParam.MarkerSymbol Of(int rank) => All[rank / ChartColor.Count % All.Length];
}
