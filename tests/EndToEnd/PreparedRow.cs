using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

/// <summary>A prepared clip with its label, in memory.</summary>
public sealed class PreparedRow
{
    public float[] Skeleton { get; set; } = [];

    public uint Label { get; set; }
}

internal static class PreparedRowSchema
{
    /// <summary>The schema of rows that come from a view: sizes and keys as there.</summary>
    public static SchemaDefinition ToPreparedSchema(this DataViewSchema view)
    {
        var schema = SchemaDefinition.Create(typeof(PreparedRow));
        foreach (var column in schema)
            column.ColumnType = view[column.ColumnName].Type;
        return schema;
    }
}
