namespace MsMclr.MLNet.Parquet.Contract;

/// <summary>
/// What columns are called in files: in small letters with underscores, as in a database. Columns that are not ours keep their names.
/// </summary>
internal static class FieldNames
{
    public const string Label = "Label";
    public const string Name = "Name";
    public const string Features = "Features";

    /// <summary>What the names of fields end with that say in words what a number stands for.</summary>
    public const string NameEnding = "_name";

    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        [Name] = "name",
        [Label] = "label",
        ["Subject"] = "subject",
        ["Camera"] = "camera",
        ["Setup"] = "setup",
        ["Replication"] = "replication",
        ["FrameRate"] = "frame_rate",
        [Features] = "features",
    };

    private static readonly Dictionary<string, string> Columns = Known.ToDictionary(pair => pair.Value, pair => pair.Key);

    public static string OfColumn(string column) => Known.GetValueOrDefault(column, column);

    public static string ColumnOf(string field) => Columns.GetValueOrDefault(field, field);
}
