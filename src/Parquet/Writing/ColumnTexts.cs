using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Parquet.Writing;

/// <summary>Names that a column's annotations hold. Without them, none.</summary>
internal static class ColumnTexts
{
    private const string Keys = "KeyValues";
    private const string Slots = "SlotNames";

    /// <summary>The names of a key's values, in order.</summary>
    public static ImmutableArray<string> KeyValues(DataViewSchema.Column column) => Read(column, Keys);

    /// <summary>The names of a vector's numbers; empty where any is without one.</summary>
    public static ImmutableArray<string> SlotNames(DataViewSchema.Column column)
    {
        var names = Read(column, Slots);
        return names.Contains("") ? [] : names;
    }

    /// <summary>What numbers stand for: 1 for the first name.</summary>
    public static ImmutableArray<string> NumberNames(DataViewSchema.Column column) => Read(column, SkeletonAnnotations.NumberNames);

    private static ImmutableArray<string> Read(DataViewSchema.Column column, string kind)
    {
        if (column.Annotations.Schema.GetColumnOrNull(kind)?.Type is not VectorDataViewType { ItemType: TextDataViewType })
            return [];
        var names = default(VBuffer<ReadOnlyMemory<char>>);
        column.Annotations.GetValue(kind, ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}
