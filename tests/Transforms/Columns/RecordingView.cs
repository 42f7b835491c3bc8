using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Tests;

/// <summary>
/// Vectors in memory as a source like a loader's: dimensions and annotations on the column, rows in a new order on every pass where
/// told so, cursors counted, reads counted.
/// </summary>
internal sealed class RecordingView : IDataView
{
    private readonly float[][] _rows;
    private readonly bool _reorders;
    private int _passes;

    public RecordingView(string column, VectorDataViewType type, SkeletonLayout? layout, float[][] rows, bool reorders = false)
    {
        _rows = rows;
        _reorders = reorders;
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("Number", NumberDataViewType.Int32);
        builder.AddColumn(column, type, layout is null ? null : LayoutAnnotations.Write(layout));
        builder.AddColumn("Name", TextDataViewType.Instance);
        Schema = builder.ToSchema();
    }

    public DataViewSchema Schema { get; }

    public bool CanShuffle => true;

    public int Cursors { get; private set; }

    /// <summary>Passes that asked for the vectors; the parts of a set are one pass.</summary>
    public int Readers { get; private set; }

    public int Open { get; private set; }

    private int _reads;

    public int Reads => _reads;

    public bool[] LastActive { get; private set; } = [];

    public long? GetRowCount() => _rows.Length;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var cursor = NewCursor(columnsNeeded, [.. Order(rand).Index()]);
        Readers += LastActive[1] ? 1 : 0;
        return cursor;
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        var order = Order(rand);
        var columns = columnsNeeded.ToArray();
        DataViewRowCursor Part(int part) => NewCursor(columns, [.. order.Index().Where(row => row.Index % n == part)]);
        DataViewRowCursor[] parts = [.. Enumerable.Range(0, n).Select(Part)];
        Readers += LastActive[1] ? 1 : 0;
        return parts;
    }

    private int[] Order(Random? rand)
    {
        var order = Enumerable.Range(0, _rows.Length).ToArray();
        if (rand is not null)
            rand.Shuffle(order);
        else if (_reorders)
            new Random(_passes++).Shuffle(order);
        return order;
    }

    private Cursor NewCursor(IEnumerable<DataViewSchema.Column> columns, (int Index, int Item)[] order)
    {
        var active = new bool[Schema.Count];
        foreach (var column in columns)
            active[column.Index] = true;
        Cursors++;
        Open++;
        LastActive = active;
        return new Cursor(this, active, order);
    }

    private sealed class Cursor(RecordingView view, bool[] active, (int Index, int Item)[] order) : DataViewRowCursor
    {
        private int _at = -1;
        private bool _disposed;

        public override DataViewSchema Schema => view.Schema;

        public override long Position => _at;

        // Cursors of a set are put back in order by this.
        public override long Batch => order[_at].Index;

        public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

        public override bool MoveNext() => ++_at < order.Length;

        public override ValueGetter<DataViewRowId> GetIdGetter()
            => (ref DataViewRowId value) => value = new DataViewRowId((ulong)order[_at].Item, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Assert.That(active[column.Index], $"column '{column.Name}' was not asked for");
            Delegate getter = column.Index switch
            {
                0 => (ValueGetter<int>)((ref int value) => value = order[_at].Item),
                1 => (ValueGetter<VBuffer<float>>)Read,
                _ => (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = $"row {order[_at].Item}".AsMemory()),
            };
            return (ValueGetter<TValue>)getter;
        }

        private void Read(ref VBuffer<float> value)
        {
            Interlocked.Increment(ref view._reads);
            var row = view._rows[order[_at].Item];
            var editor = VBufferEditor.Create(ref value, row.Length);
            row.CopyTo(editor.Values);
            value = editor.Commit();
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing && !_disposed)
            {
                _disposed = true;
                view.Open--;
            }

            base.Dispose(disposing);
        }
    }
}
