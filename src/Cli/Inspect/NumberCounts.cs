using System.Globalization;

namespace MsMclr.MLNet.Cli.Inspect;

/// <summary>Counts of clips by a number, such as a subject's, with the numbers as text.</summary>
internal static class NumberCounts
{
    public static List<KeyValuePair<string, int>> Of(IEnumerable<KeyValuePair<uint, int>> counts)
        => [.. counts.Select(count => KeyValuePair.Create(count.Key.ToString(CultureInfo.InvariantCulture), count.Value))];
}
