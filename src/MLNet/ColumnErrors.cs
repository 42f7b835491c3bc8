using Microsoft.ML;

namespace MsMclr.MLNet;

/// <summary>The two errors of a wrong column, in ML.NET's own words, so that <c>Fit</c> and <c>GetOutputSchema</c> say the same.</summary>
internal static class ColumnErrors
{
#pragma warning disable CA2208 // 'inputSchema' is the parameter of GetOutputSchema and Fit, where callers see it.
    public static ArgumentOutOfRangeException NotFound(string column)
        => new("inputSchema", $"Could not find input column '{column}'");

    public static ArgumentOutOfRangeException Mismatch(string column, string expected, string actual)
        => new("inputSchema", $"Schema mismatch for input column '{column}': expected {expected}, got {actual}");
#pragma warning restore CA2208

    /// <summary>A required column.</summary>
    public static DataViewSchema.Column Require(DataViewSchema schema, string column)
        => schema.GetColumnOrNull(column) ?? throw NotFound(column);
}
