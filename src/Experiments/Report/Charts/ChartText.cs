using System.Text;

namespace MsMclr.MLNet.Experiments.Report.Charts;

/// <summary>
/// A name inside a chart. plotly.js reads a little HTML there, links too. A name is to stay text, and short enough for its place.
/// </summary>
internal static class ChartText
{
    /// <summary>The most characters of a name where one points at something.</summary>
    public const int Hover = 48;

    public static string Of(string name, int longest)
        => Short(name, longest).Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    private static string Short(string name, int longest)
    {
        var runes = name.EnumerateRunes().ToArray(); // Runes, so that nothing is cut in half.
        if (runes.Length <= longest)
            return name;
        var kept = new StringBuilder();
        foreach (var rune in runes.Take(longest - 1))
            kept.Append(rune);
        return kept.Append('…').ToString();
    }
}
