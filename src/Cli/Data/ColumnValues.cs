using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Cli.Data;

/// <summary>What a column says of clips, as the words that a user has for it: numbers, or the names that they stand for.</summary>
internal sealed class ColumnValues
{
    private static readonly Dictionary<string, Func<ClipInfo, uint>> Numbers = new()
    {
        ["Subject"] = clip => clip.Subject,
        ["Camera"] = clip => clip.Camera,
        ["Setup"] = clip => clip.Setup,
        ["Replication"] = clip => clip.Replication,
        ["Label"] = clip => clip.Label,
    };

    private readonly DataViewSchema.Column _column;
    private readonly Func<ClipInfo, uint>? _number;
    private readonly IReadOnlyList<string> _names;

    /// <param name="column">A column of loaded clips.</param>
    public ColumnValues(DataViewSchema.Column column)
    {
        _column = column;
        _number = Numbers.GetValueOrDefault(column.Name);
        _names = column.Name == "Label" ? LabelNames.Of(column) : column.GetNumberNames();
    }

    /// <summary>Whether the values are numbers without names.</summary>
    public bool AreNumbers => _number is not null && _names.Count == 0;

    /// <summary>Columns that say something in words or whole numbers.</summary>
    public static IEnumerable<DataViewSchema.Column> Known(DataViewSchema schema)
        => schema.Where(column => Numbers.ContainsKey(column.Name) || column.Type is TextDataViewType);

    /// <summary>All values that there are, in their order.</summary>
    public IReadOnlyList<string> There(IDataView clips)
    {
        if (_number is null)
            return [.. clips.GetColumn<string>(_column).Distinct().Order(StringComparer.Ordinal)];
        return [.. clips.GetColumn<uint>(_column).Distinct().Order().Select(Word)];
    }

    /// <summary>What a clip has.</summary>
    public string Of(ClipInfo clip)
    {
        if (_number is not null)
            return Word(_number(clip));
        return _column.Name == "Name" ? clip.Name : clip.Others.GetValueOrDefault(_column.Name, "");
    }

    private string Word(uint number)
    {
        var isNamed = number >= 1 && number <= _names.Count;
        return isNamed ? _names[(int)number - 1] : number.ToString(CultureInfo.InvariantCulture);
    }
}
