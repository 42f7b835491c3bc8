using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Parquet.Contract;
using MsMclr.MLNet.Parquet.Reading;

namespace MsMclr.MLNet.Parquet.View;

/// <summary>Goes over rows. It reports as active only what was asked of it.</summary>
internal sealed class EmbeddingsCursor : DataViewRowCursor
{
    private readonly bool[] _active;
    private readonly RowFeed _feed;
    private readonly int _size;
    private readonly Dictionary<int, ColumnReader> _readers = [];
    private RowGroup? _group;
    private long _position = -1;
    private int _row;
    private bool _disposed;

    public EmbeddingsCursor(DataViewSchema schema, bool[] active, RowFeed feed, EmbeddingFolder folder)
    {
        Schema = schema;
        _active = active;
        _feed = feed;
        _size = folder.First.Size;
        var number = 0;
        foreach (var column in schema.Where(column => active[column.Index]))
        {
            _readers.Add(column.Index, Reader(column, number, folder));
            number++;
        }
    }

    public override DataViewSchema Schema { get; }

    public override long Position => _position;

    public override long Batch => 0;

    public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < _active.Length && _active[column.Index];

    public override bool MoveNext()
    {
        if (_disposed)
            return false;
        if (_feed.Next() is not { } next)
        {
            Dispose();
            return false;
        }

        if (!ReferenceEquals(_group, next.Group))
        {
            _group = next.Group;
            foreach (var reader in _readers.Values)
                reader.Take(next.Group);
        }

        _row = next.Row;
        _position++;
        return true;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) =>
    {
        var row = Row();
        value = new DataViewRowId((ulong)(_group!.First + row), 0);
    };

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column))
        {
            throw new ArgumentOutOfRangeException(
                nameof(column),
                $"Column '{column.Name}' was not among those the cursor was opened for; ask for it in GetRowCursor.");
        }

        if (_readers[column.Index].Getter(Row) is not ValueGetter<TValue> getter)
            throw new InvalidOperationException($"Column '{column.Name}' is {column.Type}; it cannot be read as {typeof(TValue)}.");
        return getter;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            _position = -1;
            _group = null;
            _feed.Dispose();
        }

        base.Dispose(disposing);
    }

    private ColumnReader Reader(DataViewSchema.Column column, int number, EmbeddingFolder folder)
    {
        if (column.Name == FieldNames.Features)
            return new FeaturesReader(number, _size);
        if (column.Name == FieldNames.Label)
            return new LabelReader(number, folder.Labels);
        if (column.Type is TextDataViewType)
            return new WordsReader(number);
        return column.Type == NumberDataViewType.UInt32 ? new NumberReader(number) : new SingleReader(number);
    }

    private int Row()
    {
        if (_group is null)
        {
            throw new InvalidOperationException(
                "The cursor is on no row; call MoveNext first, and read values only while it returns true.");
        }

        return _row;
    }
}
