using Microsoft.ML;
using MsMclr.MLNet.Transforms.Columns;

namespace MsMclr.MLNet.Transforms.Encoders.Scoring;

/// <summary>A view with the embedding added, scored in batches inside the cursor.</summary>
internal sealed class EmbeddingView(IDataView source, AddedColumn added, EmbeddingBatch batch, ClipFunction function) : IDataView
{
    public DataViewSchema Schema => added.Schema;

    public bool CanShuffle => source.CanShuffle;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        var active = added.Active(columnsNeeded);
        return Over(source.GetRowCursor(added.Dependencies(active), rand), active);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        var active = added.Active(columnsNeeded);
        return [.. source.GetRowCursorSet(added.Dependencies(active), n, rand).Select(cursor => Over(cursor, active))];
    }

    private DataViewRowCursor Over(DataViewRowCursor cursor, bool[] active)
        => active[added.Index] ? new EmbeddingCursor(cursor, added, active, batch) : new AddedColumnCursor(cursor, added, active, function);
}
