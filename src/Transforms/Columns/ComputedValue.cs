using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Transforms.Columns;

/// <summary>The added column of the row that a cursor is on: computed when first asked for, once however many read it.</summary>
internal sealed class ComputedValue
{
    private readonly DataViewRow _row;
    private readonly ClipFunction _function;
    private readonly ClipOperation _operation;
    private readonly ValueGetter<VBuffer<float>> _input;
    private readonly ValueGetter<DataViewRowId> _id;
    private readonly float[] _result;
    private VBuffer<float> _values;
    private float[] _dense = [];
    private long _position = -1;

    public ComputedValue(DataViewRow row, DataViewSchema.Column input, ClipFunction function)
    {
        _row = row;
        _function = function;
        _operation = function.Start();
        _input = row.GetGetter<VBuffer<float>>(input);
        _id = row.GetIdGetter();
        _result = new float[function.OutputType.Size];
    }

    public void Get(ref VBuffer<float> value)
    {
        if (_row.Position < 0 || _row.Position != _position)
            Compute();
        var editor = VBufferEditor.Create(ref value, _result.Length);
        _result.CopyTo(editor.Values);
        value = editor.Commit();
    }

    public void End() => _function.End(_operation);

    private void Compute()
    {
        _position = -1;
        _input(ref _values);
        var id = default(DataViewRowId);
        _id(ref id);
        _operation(new ClipRow(_row.Position, id), _values.Dense(ref _dense), _result);
        _position = _row.Position;
    }
}
