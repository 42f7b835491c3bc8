using System.Globalization;
using Microsoft.ML;

namespace MsMclr.MLNet.Cli.Inspect;

/// <summary>Counts clips by the numbers of a column, or by the names that they stand for.</summary>
internal sealed class NumberCount(DataViewSchema.Column column)
{
    private readonly IReadOnlyList<string> _names = column.GetNumberNames();
    private readonly SortedDictionary<uint, int> _counts = [];

    public List<KeyValuePair<string, int>> Counts
        => [.. _counts.Select(count => KeyValuePair.Create(Word(count.Key), count.Value))];

    public void Add(uint number) => _counts[number] = _counts.GetValueOrDefault(number) + 1;

    private string Word(uint number)
    {
        var isNamed = number >= 1 && number <= _names.Count;
        return isNamed ? _names[(int)number - 1] : number.ToString(CultureInfo.InvariantCulture);
    }
}
