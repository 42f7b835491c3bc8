using System.Collections.Immutable;
using System.Globalization;

namespace MsMclr.MLNet.Loaders.Naming;

/// <summary>The order of labels that were found and not given: ordinal, and by size where all of them are numbers.</summary>
internal static class FoundLabels
{
    // A field that is no label would fill memory; no data set has that many actions.
    private const int Most = 10_000;

    /// <exception cref="ArgumentException">There are too many.</exception>
    public static ImmutableArray<string> InOrder(IEnumerable<string> labels)
    {
        var names = labels.Where(label => label.Length > 0).ToHashSet(StringComparer.Ordinal);
        if (names.Count > Most)
        {
            throw new ArgumentException(
                $"The paths or the labels' file tell {names.Count} different labels, more than {Most}; is it the label that they tell?");
        }

        var ordered = names.Order(StringComparer.Ordinal);
        return names.All(IsNumber) ? [.. ordered.OrderBy(Number)] : [.. ordered];
    }

    private static bool IsNumber(string label) => uint.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static uint Number(string label) => uint.Parse(label, NumberStyles.None, CultureInfo.InvariantCulture);
}
