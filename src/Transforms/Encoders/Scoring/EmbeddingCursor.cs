using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Transforms.Columns;

namespace MsMclr.MLNet.Transforms.Encoders.Scoring;

/// <summary>
/// Goes over rows with the embedding added. It reads a batch of rows ahead from ONE source cursor and scores the batch at once, so that
/// it works over sources of any order: shuffled, parallel, changing from pass to pass.
/// </summary>
internal sealed class EmbeddingCursor : DataViewRowCursor
{
    private readonly DataViewRowCursor _source;
    private readonly AddedColumn _added;
    private readonly bool[] _active;
    private readonly BufferedRows _rows;
    private long _position = -1;
    private int _place = -1;
    private bool _disposed;

    public EmbeddingCursor(DataViewRowCursor source, AddedColumn added, bool[] active, EmbeddingBatch batch)
    {
        _source = source;
        _added = added;
        _active = active;
        _rows = new BufferedRows(source, added, active, batch);
    }

    public override DataViewSchema Schema => _added.Schema;

    public override long Position => _position;

    public override long Batch => _place < 0 ? 0 : _rows.BatchOf(_place);

    public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < _active.Length && _active[column.Index];

    public override bool MoveNext()
    {
        if (_disposed || !MoveWithinBatches())
        {
            Dispose();
            return false;
        }

        _position++;
        return true;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = _rows.Id(Place());

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column))
            throw AddedColumnGetters.Inactive(column);
        var isAdded = column.Index == _added.Index;
        var getter = isAdded ? (ValueGetter<VBuffer<float>>)GetFeatures : _rows.Getter(column, Place);
        if (getter is not ValueGetter<TValue> typed)
            throw AddedColumnGetters.WrongType<TValue>(column);
        return typed;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            _position = -1;
            _place = -1;
            _source.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool MoveWithinBatches()
    {
        _place++;
        if (_place < _rows.Count)
            return true;
        _place = 0;
        return _rows.ReadNext();
    }

    private int Place()
    {
        if (_disposed || _place < 0)
        {
            const string Remedy = "call MoveNext first, and read values only while it returns true";
            throw new InvalidOperationException($"The cursor is on no row; {Remedy}.");
        }

        return _place;
    }

    private void GetFeatures(ref VBuffer<float> value) => _rows.GetFeatures(Place(), ref value);
}
