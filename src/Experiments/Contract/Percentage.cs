using System.Globalization;

namespace MsMclr.MLNet.Experiments.Contract;

/// <summary>
/// An accuracy or a share in writing, alike on the console and in the report: <c>62.7 %</c>, rounded as the library's own metrics are.
/// </summary>
internal static class Percentage
{
    public static string Text(double fraction) => fraction.ToString("P1", CultureInfo.InvariantCulture);
}
