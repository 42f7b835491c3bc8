using Apache.Arrow;
using Microsoft.ML;
using MsMclr.MLNet.Parquet.Reading;

namespace MsMclr.MLNet.Parquet.View;

/// <summary>A text; null is an empty one.</summary>
internal sealed class WordsReader(int number) : ColumnReader
{
    private StringArray? _values;

    public override void Take(RowGroup group) => _values = group.Column<StringArray>(number);

    public override Delegate Getter(Func<int> row) => (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) =>
    {
        var place = row();
        value = _values!.GetString(place).AsMemory();
    });
}

/// <summary>A number; null is 0, which stands for "not known".</summary>
internal sealed class NumberReader(int number) : ColumnReader
{
    private UInt32Array? _values;

    public override void Take(RowGroup group) => _values = group.Column<UInt32Array>(number);

    public override Delegate Getter(Func<int> row) => (ValueGetter<uint>)((ref uint value) =>
    {
        var place = row();
        value = _values!.GetValue(place) ?? 0;
    });
}

/// <summary>The same with a point.</summary>
internal sealed class SingleReader(int number) : ColumnReader
{
    private FloatArray? _values;

    public override void Take(RowGroup group) => _values = group.Column<FloatArray>(number);

    public override Delegate Getter(Func<int> row) => (ValueGetter<float>)((ref float value) =>
    {
        var place = row();
        value = _values!.GetValue(place) ?? 0;
    });
}
