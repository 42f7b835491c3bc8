using Apache.Arrow;
using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Parquet.Reading;

namespace MsMclr.MLNet.Parquet.View;

/// <summary>The embedding, <c>[E]</c>.</summary>
internal sealed class FeaturesReader(int number, int size) : ColumnReader
{
    private FloatArray? _values;
    private int _first;

    /// <exception cref="FormatException">Values are missing.</exception>
    public override void Take(RowGroup group)
    {
        var list = group.Column<FixedSizeListArray>(number);
        _values = list.Values as FloatArray;
        if (_values is null)
            throw group.Damaged("its features are no 32-bit numbers");
        _first = list.Offset * size;
        if (list.NullCount > 0 || _values.NullCount > 0)
            throw group.Damaged("a row has no features, or lacks some");
        if (_values.Length < _first + ((long)group.Rows * size))
            throw group.Damaged($"it has {_values.Length} features for {group.Rows} rows of {size}");
    }

    public override Delegate Getter(Func<int> row) => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) =>
    {
        var features = _values!.Values.Slice(_first + (row() * size), size);
        var editor = VBufferEditor.Create(ref value, size);
        features.CopyTo(editor.Values);
        value = editor.Commit();
    });
}
