using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Heads.Calibration;

/// <summary>The rows of a view whose group is in a fold, or those whose group is not.</summary>
internal sealed class FoldView(IDataView source, string groupColumn, GroupFolds folds, int fold, bool isInFold) : IDataView
{
    public DataViewSchema Schema => source.Schema;

    public bool CanShuffle => false;

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var group = source.Schema[groupColumn];
        DataViewSchema.Column[] wanted = [.. columnsNeeded];
        var cursor = source.GetRowCursor(wanted.Append(group).DistinctBy(column => column.Index));
        var read = GroupFolds.Reader(cursor, group);
        return new Cursor(cursor, [.. wanted.Select(column => column.Index)], () => (folds.FoldOf(read()) == fold) == isInFold);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(DataViewRowCursor source, HashSet<int> active, Func<bool> isKept) : DataViewRowCursor
    {
        private long _position = -1;

        public override DataViewSchema Schema => source.Schema;

        public override long Position => _position;

        public override long Batch => source.Batch;

        public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

        public override bool MoveNext()
        {
            while (source.MoveNext())
            {
                if (!isKept())
                    continue;
                _position++;
                return true;
            }

            return false;
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => source.GetIdGetter();

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => source.GetGetter<TValue>(column);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                source.Dispose();
            base.Dispose(disposing);
        }
    }
}
