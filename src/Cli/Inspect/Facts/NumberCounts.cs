using System.Globalization;

namespace MsMclr.MLNet.Cli.Inspect.Facts;

/// <summary>Counts of clips by a number, such as a subject's, with the numbers as text.</summary>
internal static class NumberCounts
{
    public static List<KeyValuePair<string, int>> Of<T>(IEnumerable<KeyValuePair<T, int>> counts)
        where T : IFormattable
        => [.. counts.Select(count => KeyValuePair.Create(count.Key.ToString(null, CultureInfo.InvariantCulture), count.Value))];
}
