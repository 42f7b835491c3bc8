using System.Globalization;
using Microsoft.ML;

namespace MsMclr.MLNet.Cli.Data;

/// <summary>
/// A split of recordings of any format by what a column says: <c>subjects</c>, <c>views</c> and <c>setups</c> with the values to test on,
/// and <c>column:NAME</c> with those or, as <c>column:NAME=VALUES</c>, with the values to train on.
/// </summary>
internal sealed class ColumnSplit
{
    private const string Prefix = "column:";
    private static readonly Dictionary<string, string> Short = new()
    {
        ["subjects"] = "Subject",
        ["views"] = "Camera",
        ["setups"] = "Setup",
    };

    private readonly string _split;
    private readonly string _column;
    private readonly string _given;
    private readonly bool _trains;
    private readonly string[] _values;

    /// <param name="split">The split in words.</param>
    /// <param name="test">The values to test on; null where the split has those to train on.</param>
    /// <exception cref="FormatException">The words say no split.</exception>
    public ColumnSplit(string split, string? test)
    {
        var words = split.Split('=', 2);
        _trains = words.Length == 2;
        Refusal.Unless(
            _trains != test is not null,
            $"--split {split}: expected --test with the values to test on, for example --split {split.Split('=')[0]} --test 2,4,6, "
            + $"or --split {Prefix}NAME=VALUES with those to train on.");
        _split = words[0];
        _column = Short.GetValueOrDefault(_split) ?? _split[Prefix.Length..].Trim();
        _given = test is null ? $"--split {split}" : $"--test {test}";
        _values = (test ?? words[1]).Split(',', StringSplitOptions.TrimEntries);
        Refusal.Unless(_column.Length > 0, $"--split {split}: expected {Prefix}NAME=VALUES, for example {Prefix}Subject=1,2,3.");
        Refusal.Unless(!_values.Contains(""), $"{_given}: a value is missing; expected for example 2,4,6.");
    }

    public static IEnumerable<string> Words => Short.Keys;

    /// <summary>What reports call the split.</summary>
    public string Title
    {
        get
        {
            var name = $"{char.ToUpperInvariant(_split[0])}{_split[1..]}";
            var what = Short.ContainsKey(_split) ? name : _column;
            return $"{what} {string.Join(", ", _values)} for {(_trains ? "training" : "testing")}";
        }
    }

    public static bool IsOne(string split) => Short.ContainsKey(split) || split.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>
    /// The protocol, after a look at which values there are: a slip of the keyboard would otherwise test on fewer people than it says.
    /// </summary>
    /// <exception cref="FormatException">Clips have no such column or value, or nothing is left for one of the parts.</exception>
    public SkeletonProtocol Protocol(IDataView clips)
    {
        var column = new ColumnValues(Column(clips.Schema));
        var values = column.AreNumbers ? [.. _values.Select(Number)] : _values;
        var there = column.There(clips);
        var unknown = values.Except(there).ToList();
        var group = Short.ContainsKey(_split) ? _split : _column;
        if (unknown.Count > 0)
            throw new FormatException($"{_given}: no clip is of {group} {Text(unknown)}; there are {Text(there)}.");
        if (there.ToHashSet().IsSubsetOf(values))
        {
            var part = _trains ? "test on" : "train on";
            throw new FormatException($"{_given} leaves no clip to {part}; there are only {group} {Text(there)}. Leave out at least one.");
        }

        return SkeletonProtocol.By(Title, clip => values.Contains(column.Of(clip)) == _trains);
    }

    private DataViewSchema.Column Column(DataViewSchema schema)
    {
        var known = ColumnValues.Known(schema).ToList();
        var found = known.FindIndex(column => string.Equals(column.Name, _column, StringComparison.OrdinalIgnoreCase));
        if (found >= 0)
            return known[found];
        var word = _column.ToLowerInvariant();
        throw new FormatException(
            $"--split {_split}: the clips tell no {word}; there are {string.Join(", ", known.Select(column => column.Name))}. Say where it "
            + $"stands: --csv {_column}Column=NAME in a CSV, {{{word}}} in --path-pattern, a column of --labels-file, or "
            + $"--names '(?<{word}>\\d+)' in clips' names. Or take --split test-data with a --test-data of its own.");
    }

    private string Number(string word)
    {
        if (!uint.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            throw new FormatException($"{_given}: '{word}' is no number; expected for example 2,4,6.");
        return number.ToString(CultureInfo.InvariantCulture);
    }

    private static string Text(IEnumerable<string> values) => string.Join(", ", values);
}
