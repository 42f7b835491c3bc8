using System.Collections.Immutable;
using Microsoft.ML;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Parquet.Reading;

namespace MsMclr.MLNet.Parquet.View;

/// <summary>Embeddings in files as a data view: lazy, read again on every pass.</summary>
internal sealed class EmbeddingsView : IDataView
{
    private readonly EmbeddingFolder _folder;
    private readonly ImmutableArray<GroupPlace> _groups;

    public EmbeddingsView(EmbeddingFolder folder)
    {
        _folder = folder;
        _groups = GroupPlace.Of(folder);
        Schema = EmbeddingsSchema.Of(folder);
    }

    public DataViewSchema Schema { get; }

    public bool CanShuffle => true;

    public long? GetRowCount() => _groups.Sum(group => (long)group.Rows);

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        var active = new bool[Schema.Count];
        foreach (var column in columnsNeeded)
        {
            if (column.Index >= Schema.Count || Schema[column.Index].Name != column.Name)
                throw ColumnErrors.NotFound(column.Name);
            active[column.Index] = true;
        }

        // Columns of the schema and of the files stand in one order.
        ImmutableArray<FileField> fields = [.. _folder.First.Fields.Where((_, column) => active[column])];
        return new EmbeddingsCursor(Schema, active, new RowFeed(_groups, fields, rand), _folder);
    }

    // Rows come out of one cursor as fast as a disk gives them, and in the order of the files. ML.NET divides them where it computes.
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
        => [GetRowCursor(columnsNeeded, rand)];
}
