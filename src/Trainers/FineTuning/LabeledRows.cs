using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Trainers.FineTuning;

/// <summary>The rows of a view that have a label; remembers the labels of its one pass.</summary>
internal sealed class LabeledRows(IDataView source, DataViewSchema.Column label, int classes) : IDataView
{
    /// <summary>Labels from 0.</summary>
    public List<int> Labels { get; } = [];

    public DataViewSchema Schema => source.Schema;

    public bool CanShuffle => false;

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
        => new Cursor(source.GetRowCursor(columnsNeeded.Append(label)), label, classes, Labels);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(DataViewRowCursor source, DataViewSchema.Column label, int classes, List<int> labels) : DataViewRowCursor
    {
        private readonly ValueGetter<uint> _label = source.GetGetter<uint>(label);

        public override DataViewSchema Schema => source.Schema;

        public override long Position => source.Position;

        public override long Batch => source.Batch;

        public override bool IsColumnActive(DataViewSchema.Column column) => source.IsColumnActive(column);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => source.GetGetter<TValue>(column);

        public override ValueGetter<DataViewRowId> GetIdGetter() => source.GetIdGetter();

        public override bool MoveNext()
        {
            var key = 0u;
            while (source.MoveNext())
            {
                _label(ref key);
                if (key == 0 || key > classes)
                    continue;
                labels.Add((int)key - 1);
                return true;
            }

            return false;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                source.Dispose();
            base.Dispose(disposing);
        }
    }
}
