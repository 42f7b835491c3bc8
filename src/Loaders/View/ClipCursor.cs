using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Loaders.Contract;

namespace MsMclr.MLNet.Loaders.View;

/// <summary>A cursor over a feed. It reports as active only what was asked of it.</summary>
internal sealed class ClipCursor(DataViewSchema schema, bool[] active, ClipFeed feed) : DataViewRowCursor
{
    private long _position = -1;
    private bool _disposed;
    private LoadedClip? _current;
    private UInt128 _id;

    public override DataViewSchema Schema => schema;

    public override long Position => _position;

    public override long Batch => 0;

    public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < active.Length && active[column.Index];

    public override bool MoveNext()
    {
        if (_disposed)
            return false;
        _current?.Dispose();
        _current = feed.Next(out _id);
        if (_current is null)
        {
            Dispose();
            return false;
        }

        _position++;
        return true;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) =>
    {
        _ = Current;
        value = new DataViewRowId((ulong)_id, (ulong)(_id >> 64));
    };

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column))
        {
            throw new ArgumentOutOfRangeException(
                nameof(column),
                $"Column '{column.Name}' was not among those the cursor was opened for; ask for it in GetRowCursor.");
        }

        if (Getter(schema[column.Index].Name) is not ValueGetter<TValue> getter)
            throw new InvalidOperationException($"Column '{column.Name}' is {column.Type}; it cannot be read as {typeof(TValue)}.");
        return getter;
    }

    private Delegate Getter(string column) => column switch
    {
        ClipColumns.Clip => (ValueGetter<VBuffer<float>>)GetClip,
        ClipColumns.Label => (ValueGetter<uint>)((ref uint value) => value = Current.Info.Label),
        ClipColumns.Name => (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = Current.Info.Name.AsMemory()),
        ClipColumns.Subject => (ValueGetter<uint>)((ref uint value) => value = Current.Info.Subject),
        ClipColumns.Camera => (ValueGetter<uint>)((ref uint value) => value = Current.Info.Camera),
        ClipColumns.Setup => (ValueGetter<uint>)((ref uint value) => value = Current.Info.Setup),
        ClipColumns.Replication => (ValueGetter<uint>)((ref uint value) => value = Current.Info.Replication),
        ClipColumns.FrameRate => (ValueGetter<float>)((ref float value) => value = Current.Info.FrameRate),
        _ => (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = Other(column)),
    };

    private ReadOnlyMemory<char> Other(string column)
        => Current.Info.Others.TryGetValue(column, out var text) ? text.AsMemory() : default;

    private LoadedClip Current
    {
        get
        {
            if (_current is null)
            {
                throw new InvalidOperationException(
                    "The cursor is on no row; call MoveNext first, and read values only while it returns true.");
            }

            return _current;
        }
    }

    private void GetClip(ref VBuffer<float> value)
    {
        var values = Current.Values;
        var editor = VBufferEditor.Create(ref value, values.Length);
        values.CopyTo(editor.Values);
        value = editor.Commit();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            _position = -1;
            _current?.Dispose();
            _current = null;
            feed.Dispose();
        }

        base.Dispose(disposing);
    }
}
