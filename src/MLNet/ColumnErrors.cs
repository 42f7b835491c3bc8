using Microsoft.ML;

namespace MsMclr.MLNet.Interop;

/// <summary>The two errors of a wrong column, in ML.NET's own words, so that <c>Fit</c> and <c>GetOutputSchema</c> say the same.</summary>
internal static class ColumnErrors
{
    private const string Argument = "inputSchema"; // The parameter of GetOutputSchema and Fit, where callers see it.

    public static ArgumentOutOfRangeException NotFound(string column, string argument = Argument)
        => new(argument, $"Could not find input column '{column}'");

    public static ArgumentOutOfRangeException Mismatch(string column, string expected, string actual, string argument = Argument)
        => new(argument, $"Schema mismatch for input column '{column}': expected {expected}, got {actual}");

    /// <summary>A required column.</summary>
    public static DataViewSchema.Column Require(DataViewSchema schema, string column, string argument = Argument)
        => schema.GetColumnOrNull(column) ?? throw NotFound(column, argument);
}
