using Microsoft.ML;

namespace MsMclr.MLNet.Transforms.Columns;

/// <summary>A view with an added column: lazy, computed only where it is read, again on every pass.</summary>
/// <param name="source">The view without the column.</param>
/// <param name="added">The column.</param>
/// <param name="pass">What computes it, given for each pass anew.</param>
internal sealed class AddedColumnView(IDataView source, AddedColumn added, Func<ClipFunction> pass) : IDataView
{
    public DataViewSchema Schema => added.Schema;

    public bool CanShuffle => source.CanShuffle;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        var active = added.Active(columnsNeeded);
        return new AddedColumnCursor(source.GetRowCursor(added.Dependencies(active), rand), added, active, pass());
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        var active = added.Active(columnsNeeded);
        var function = pass();
        var cursors = source.GetRowCursorSet(added.Dependencies(active), n, rand);
        return [.. cursors.Select(cursor => new AddedColumnCursor(cursor, added, active, function))];
    }
}
