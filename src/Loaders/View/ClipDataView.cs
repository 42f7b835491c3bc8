using Microsoft.ML;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Loaders.View;

/// <summary>A source of clips as a data view: lazy, shuffled on request, read again on every pass.</summary>
internal sealed class ClipDataView(DataViewSchema schema, ClipSource source) : IDataView
{
    public DataViewSchema Schema => schema;

    public bool CanShuffle => true;

    public long? GetRowCount() => source.Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        var active = new bool[schema.Count];
        foreach (var column in columnsNeeded)
        {
            if (column.Index >= schema.Count || schema[column.Index].Name != column.Name)
                throw ColumnErrors.NotFound(column.Name);
            active[column.Index] = true;
        }

        return new ClipCursor(schema, active, source.Open(active[schema[ClipColumns.Clip].Index], rand));
    }

    // One cursor that parses ahead on all cores beats several that each hold their own files.
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
        => [GetRowCursor(columnsNeeded, rand)];
}
