using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Transforms.Columns;

/// <summary>The getters of a row or cursor with an added column.</summary>
internal sealed class AddedColumnGetters
{
    private readonly DataViewRow _source;
    private readonly AddedColumn _added;
    private readonly bool[] _active;
    private readonly ComputedValue? _value;

    public AddedColumnGetters(DataViewRow source, AddedColumn added, bool[] active, ClipFunction function)
    {
        _source = source;
        _added = added;
        _active = active;
        if (active[added.Index])
            _value = new ComputedValue(source, added.Input, function);
    }

    public bool IsActive(DataViewSchema.Column column) => column.Index < _active.Length && _active[column.Index];

    public ValueGetter<TValue> Get<TValue>(DataViewSchema.Column column)
    {
        if (!IsActive(column))
            throw Inactive(column);
        if (column.Index != _added.Index)
            return _source.GetGetter<TValue>(_added.Source[column.Index]);
        if ((Delegate)(ValueGetter<VBuffer<float>>)_value!.Get is not ValueGetter<TValue> getter)
            throw WrongType<TValue>(column);
        return getter;
    }

    public void End() => _value?.End();

    public static ArgumentOutOfRangeException Inactive(DataViewSchema.Column column)
        => new(nameof(column), $"Column '{column.Name}' was not among those the cursor was opened for; ask for it in GetRowCursor.");

    public static InvalidOperationException WrongType<TValue>(DataViewSchema.Column column)
        => new($"Column '{column.Name}' is {column.Type}; it cannot be read as {typeof(TValue)}.");
}
