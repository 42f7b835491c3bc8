using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Transforms.Scorer;

/// <summary>The row that an engine's model reads: a clip, and nothing in the other columns that the model was saved with.</summary>
internal sealed class ScoredRow(DataViewSchema schema, DataViewSchema.Column clipColumn) : DataViewRow
{
    private ReadOnlyMemory<float> _clip;
    private long _position = -1;

    public override DataViewSchema Schema => schema;

    // What computes a row once however often it is asked goes by this number.
    public override long Position => _position;

    public override long Batch => 0;

    /// <summary>Goes on to a row of another clip.</summary>
    public void Hold(ReadOnlyMemory<float> clip)
    {
        _clip = clip;
        _position++;
    }

    /// <summary>Lets go of the clip, so that an idle engine keeps nobody's memory.</summary>
    public void Release() => _clip = default;

    public override bool IsColumnActive(DataViewSchema.Column column) => true;

    public override ValueGetter<DataViewRowId> GetIdGetter()
        => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_position, 0);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (column.Index != clipColumn.Index)
            return (ref TValue value) => value = default!;
        if ((Delegate)(ValueGetter<VBuffer<float>>)GetClip is not ValueGetter<TValue> getter)
            throw new InvalidOperationException($"Column '{column.Name}' is {column.Type}; it cannot be read as {typeof(TValue)}.");
        return getter;
    }

    private void GetClip(ref VBuffer<float> value)
    {
        var editor = VBufferEditor.Create(ref value, _clip.Length);
        _clip.Span.CopyTo(editor.Values);
        value = editor.Commit();
    }
}
