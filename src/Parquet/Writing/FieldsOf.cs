using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Parquet.Contract;

namespace MsMclr.MLNet.Parquet.Writing;

/// <summary>Which columns are written, and as what.</summary>
internal static class FieldsOf
{
    public static bool IsLabel(DataViewSchema.Column column)
        => column.Name == FieldNames.Label && column.Type is KeyDataViewType { RawType: var raw } && raw == typeof(uint);

    /// <summary>Whether a column is written: the features, the label, text and numbers. Clips are not.</summary>
    public static bool IsKept(DataViewSchema.Column column)
        => column.Name == FieldNames.Features || IsLabel(column) || column.Type is TextDataViewType || IsNumber(column) || IsSingle(column);

    /// <summary>The fields of a column that is kept.</summary>
    /// <param name="source">The column.</param>
    /// <param name="size">E, the size of an embedding.</param>
    /// <param name="rows">The most rows of a group.</param>
    public static IEnumerable<FieldWriter> Column(FieldWriter.Source source, int size, int rows)
    {
        var column = source.Column;
        var name = FieldNames.OfColumn(column.Name);
        if (column.Name == FieldNames.Features)
            return [new FeaturesWriter(name, source, size, rows)];
        if (IsLabel(column))
            return [new NamedWriter(name, source, ColumnTexts.KeyValues(column))];
        if (column.Type is TextDataViewType)
            return [new WordsWriter(name, source, isNullable: column.Name != FieldNames.Name)];
        if (IsSingle(column))
            return [new SingleWriter(name, source)];
        var names = ColumnTexts.NumberNames(column);
        var number = new NumberWriter(name, source);
        return names.IsEmpty ? [number] : [number, new NamedWriter(name + FieldNames.NameEnding, source, names)];
    }

    private static bool IsNumber(DataViewSchema.Column column) => column.Type == NumberDataViewType.UInt32;

    private static bool IsSingle(DataViewSchema.Column column) => column.Type == NumberDataViewType.Single;
}
