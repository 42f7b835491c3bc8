using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Transforms.Columns;

namespace MsMclr.MLNet.Transforms.Encoders.Scoring;

/// <summary>
/// Reads a batch of rows ahead from ONE source cursor, keeping the columns that were asked for, and scores the batch when an
/// embedding of it is first read. Works over sources of any order: shuffled, parallel, changing from pass to pass.
/// </summary>
internal sealed class EmbeddingCursor : DataViewRowCursor
{
    private readonly DataViewRowCursor _source;
    private readonly AddedColumn _added;
    private readonly bool[] _active;
    private readonly EmbeddingBatch _batch;
    private readonly BufferedColumn?[] _columns;
    private readonly ValueGetter<VBuffer<float>> _input;
    private readonly ValueGetter<DataViewRowId> _sourceId;
    private readonly DataViewRowId[] _ids;
    private readonly long[] _batches;
    private readonly float[] _clips;
    private readonly float[] _features;
    private VBuffer<float> _clip;
    private float[] _dense = [];
    private long _position = -1;
    private int _place = -1;
    private int _count;
    private bool _scored;
    private bool _disposed;

    public EmbeddingCursor(DataViewRowCursor source, AddedColumn added, bool[] active, EmbeddingBatch batch)
    {
        (_source, _added, _active, _batch) = (source, added, active, batch);
        _columns = [.. added.Source.Select(column => active[column.Index] ? BufferedColumn.Over(source, column, batch.Size) : null)];
        _input = source.GetGetter<VBuffer<float>>(added.Input);
        _sourceId = source.GetIdGetter();
        _ids = new DataViewRowId[batch.Size];
        _batches = new long[batch.Size];
        _clips = new float[batch.Size * batch.Encoder.Shape.Length];
        _features = new float[batch.Size * batch.Encoder.FeatureSize];
    }

    public override DataViewSchema Schema => _added.Schema;

    public override long Position => _position;

    public override long Batch => _place < 0 ? 0 : _batches[_place];

    public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < _active.Length && _active[column.Index];

    public override bool MoveNext()
    {
        if (_disposed)
            return false;
        if (++_place >= _count && !ReadBatch())
        {
            Dispose();
            return false;
        }

        _position++;
        return true;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = _ids[Place()];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column))
            throw AddedColumnGetters.Inactive(column);
        var getter = column.Index == _added.Index ? (ValueGetter<VBuffer<float>>)GetFeatures : _columns[column.Index]!.Getter(Place);
        return getter as ValueGetter<TValue> ?? throw AddedColumnGetters.WrongType<TValue>(column);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            (_position, _place, _count) = (-1, -1, 0);
            _source.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Place() => _place >= 0 && _place < _count ? _place : throw new InvalidOperationException("The cursor is on no row; call MoveNext first, and read values only while it returns true.");

    private bool ReadBatch()
    {
        if (_batch.Canceled())
            throw new OperationCanceledException("The embedding was canceled with its MLContext.");
        (_place, _count, _scored) = (0, 0, false);
        var length = _batch.Encoder.Shape.Length;
        while (_count < _batch.Size && _source.MoveNext())
        {
            foreach (var column in _columns)
                column?.Read(_count);
            _input(ref _clip);
            PreparedColumn.CheckLength(_added.Input.Name, _batch.Encoder.Shape, _source.Position, _clip.Length);
            _clip.Dense(ref _dense).CopyTo(_clips.AsSpan(_count * length));
            _sourceId(ref _ids[_count]);
            _batches[_count] = _source.Batch;
            _count++;
        }

        return _count > 0;
    }

    private void GetFeatures(ref VBuffer<float> value)
    {
        var place = Place();
        var size = _batch.Encoder.FeatureSize;
        if (!_scored)
        {
            _batch.Session().Embed(_clips.AsSpan(0, _count * _batch.Encoder.Shape.Length), _features.AsSpan(0, _count * size));
            _scored = true;
        }

        var editor = VBufferEditor.Create(ref value, size);
        _features.AsSpan(place * size, size).CopyTo(editor.Values);
        value = editor.Commit();
    }
}
