using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Transforms.Columns;

/// <summary>A schema with one vector column added, computed from one column of the source.</summary>
internal sealed class AddedColumn
{
    public AddedColumn(DataViewSchema source, string input, string output, VectorDataViewType type, DataViewSchema.Annotations? annotations)
    {
        Source = source;
        Input = ColumnErrors.Require(source, input);
        Index = source.Count;
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(source);
        builder.AddColumn(output, type, annotations);
        Schema = builder.ToSchema();
    }

    /// <summary>The schema without the column.</summary>
    public DataViewSchema Source { get; }

    /// <summary>The source column that the added one is computed from.</summary>
    public DataViewSchema.Column Input { get; }

    /// <summary>Where the added column stands: after all others, which keep their places.</summary>
    public int Index { get; }

    /// <summary>The schema with the column.</summary>
    public DataViewSchema Schema { get; }

    /// <summary>Which columns of <see cref="Schema"/> are asked for.</summary>
    public bool[] Active(IEnumerable<DataViewSchema.Column> needed)
    {
        var active = new bool[Schema.Count];
        foreach (var column in needed)
        {
            if (column.Index >= active.Length || Schema[column.Index].Name != column.Name)
                throw ColumnErrors.NotFound(column.Name);
            active[column.Index] = true;
        }

        return active;
    }

    /// <summary>The source columns that are needed to give the active ones.</summary>
    public IEnumerable<DataViewSchema.Column> Dependencies(bool[] active)
        => Source.Where(column => active[column.Index] || (active[Index] && column.Index == Input.Index));
}
