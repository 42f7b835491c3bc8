using System.Collections.Immutable;
using Apache.Arrow;
using Microsoft.ML;
using MsMclr.MLNet.Parquet.Reading;

namespace MsMclr.MLNet.Parquet.View;

/// <summary>A label as the key of its name; null is a missing one.</summary>
internal sealed class LabelReader : ColumnReader
{
    private readonly int _number;
    private readonly Dictionary<string, uint> _keys = new(StringComparer.Ordinal);
    private StringArray? _values;
    private RowGroup? _group;

    public LabelReader(int number, ImmutableArray<string> names)
    {
        _number = number;
        for (var name = 0; name < names.Length; name++)
            _keys.Add(names[name], (uint)name + 1);
    }

    public override void Take(RowGroup group)
    {
        _values = group.Column<StringArray>(_number);
        _group = group;
    }

    public override Delegate Getter(Func<int> row) => (ValueGetter<uint>)((ref uint value) =>
    {
        var name = _values!.GetString(row());
        value = 0;
        if (name is not null && !_keys.TryGetValue(name, out value))
            throw _group!.Damaged($"a row has the label '{name}', which is not among those that the metadata names");
    });
}
