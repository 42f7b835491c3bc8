using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Transforms.Columns;

namespace MsMclr.MLNet.Transforms.Encoders.Scoring;

/// <summary>
/// A batch of rows that were read ahead: the columns that were asked for, the clips, and their embeddings, which are computed when the
/// first of them is read.
/// </summary>
internal sealed class BufferedRows
{
    private readonly DataViewRowCursor _source;
    private readonly AddedColumn _added;
    private readonly EmbeddingBatch _batch;
    private readonly BufferedColumn?[] _columns;
    private readonly ValueGetter<VBuffer<float>> _input;
    private readonly ValueGetter<DataViewRowId> _sourceId;
    private readonly DataViewRowId[] _ids;
    private readonly long[] _batches;
    private readonly float[] _clips;
    private readonly float[] _features;
    private readonly int _size;

    // A search ends the context of every trial, also of the one whose model it returns: that model has to work. So only a cancel that
    // comes while this pass is under way ends it.
    private readonly bool _wasCanceled;
    private VBuffer<float> _clip;
    private float[] _dense = [];
    private bool _isScored;

    public BufferedRows(DataViewRowCursor source, AddedColumn added, bool[] active, EmbeddingBatch batch)
    {
        _source = source;
        _added = added;
        _batch = batch;
        _wasCanceled = batch.Canceled();
        _columns = [.. added.Source.Select(column => active[column.Index] ? BufferedColumn.Over(source, column, batch.Size) : null)];
        _input = source.GetGetter<VBuffer<float>>(added.Input);
        _sourceId = source.GetIdGetter();
        _ids = new DataViewRowId[batch.Size];
        _batches = new long[batch.Size];
        _clips = new float[batch.Size * batch.Encoder.Shape.Length];
        _size = batch.Encoder.EmbeddingSize;
        _features = new float[batch.Size * _size];
    }

    /// <summary>How many rows there are.</summary>
    public int Count { get; private set; }

    /// <summary>Replaces the rows by the next ones of the source.</summary>
    /// <returns>Whether there are any.</returns>
    /// <exception cref="OperationCanceledException">The context has been told to stop since this pass began.</exception>
    public bool ReadNext()
    {
        if (!_wasCanceled && _batch.Canceled())
            throw new OperationCanceledException("The embedding was canceled with its MLContext.");
        _isScored = false;
        for (Count = 0; Count < _batch.Size && _source.MoveNext(); Count++)
            ReadRow(Count);
        return Count > 0;
    }

    public DataViewRowId Id(int place) => _ids[place];

    public long BatchOf(int place) => _batches[place];

    /// <summary>A getter of a source column that was asked for.</summary>
    public Delegate Getter(DataViewSchema.Column column, Func<int> place) => _columns[column.Index]!.Getter(place);

    /// <summary>Gives the embedding of a row.</summary>
    public void GetFeatures(int place, ref VBuffer<float> value)
    {
        if (!_isScored)
        {
            var clips = _clips.AsSpan(0, Count * _batch.Encoder.Shape.Length);
            _batch.Session().Embed(clips, _features.AsSpan(0, Count * _size));
            _isScored = true;
        }

        var editor = VBufferEditor.Create(ref value, _size);
        _features.AsSpan(place * _size, _size).CopyTo(editor.Values);
        value = editor.Commit();
    }

    private void ReadRow(int place)
    {
        foreach (var column in _columns)
            column?.Read(place);
        var shape = _batch.Encoder.Shape;
        _input(ref _clip);
        PreparedColumn.CheckLength(_added.Input.Name, shape, _source.Position, _clip.Length);
        _clip.Dense(ref _dense).CopyTo(_clips.AsSpan(place * shape.Length));
        _sourceId(ref _ids[place]);
        _batches[place] = _source.Batch;
    }
}
