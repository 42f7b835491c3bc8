using System.Globalization;

namespace MsMclr.MLNet.Tests;

/// <summary>Writes pieces of JSON.</summary>
internal static class JsonText
{
    /// <summary>Numbers between commas, such that reading gives them back.</summary>
    public static string Join<T>(IEnumerable<T> values)
        where T : IFormattable
        => string.Join(", ", values.Select(value => value.ToString(null, CultureInfo.InvariantCulture)));

    /// <summary>Whole numbers in a row.</summary>
    public static string Range(int first, int count) => Join(Enumerable.Range(first, count));
}
