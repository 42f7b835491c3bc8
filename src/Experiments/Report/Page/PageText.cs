using System.Globalization;
using System.Net;
using MsMclr.MLNet.Experiments.Contract;

namespace MsMclr.MLNet.Experiments.Report.Page;

/// <summary>Names and numbers as HTML.</summary>
internal static class PageText
{
    public static string Of(string text) => WebUtility.HtmlEncode(text);

    public static string Percent(double fraction) => Percentage.Text(fraction).Replace(" ", "&nbsp;");

    /// <summary>A bar as long as a fraction, drawn by the style sheet.</summary>
    public static string Bar(double fraction)
    {
        var share = Math.Clamp(fraction, 0, 1).ToString("0.####", CultureInfo.InvariantCulture);
        return $"<i style=\"--share:{share}\"></i>";
    }
}
