using System.Collections.Immutable;
using System.Globalization;

namespace MsMclr.MLNet.Loaders.Naming;

/// <summary>
/// Numbers for what paths and tables call people, cameras and so on. Where all of them are numbers they stay what they are. Otherwise
/// names are counted from 1, in ordinal order.
/// </summary>
internal sealed class NamedNumbers
{
    private readonly Dictionary<string, uint>? _numbers;

    /// <param name="texts">What they are called.</param>
    /// <param name="mayBeNames">Whether they may be names at all.</param>
    public NamedNumbers(IEnumerable<string> texts, bool mayBeNames)
    {
        var there = texts.Where(text => text.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (!mayBeNames || there.TrueForAll(text => TryParse(text, out _)))
            return;
        Names = [.. there];
        _numbers = there.Select((text, i) => KeyValuePair.Create(text, (uint)i + 1)).ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>The names of the numbers 1, 2 and so on; empty where numbers are their own.</summary>
    public ImmutableArray<string> Names { get; } = [];

    /// <exception cref="FormatException">The name was not there before, or is no number.</exception>
    public uint Of(string text)
    {
        if (text.Length == 0)
            return 0;
        var number = 0u;
        if (_numbers is null ? TryParse(text, out number) : _numbers.TryGetValue(text, out number))
            return number;
        if (_numbers is null)
            throw new FormatException($"'{text}' is not a whole number from 0 to {uint.MaxValue}");
        throw new FormatException($"'{text}' was not there when the recordings were listed");
    }

    private static bool TryParse(string text, out uint number)
        => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
