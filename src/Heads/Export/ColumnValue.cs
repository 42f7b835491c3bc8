namespace MsMclr.MLNet.Heads.Export;

/// <summary>What a column is in the graph.</summary>
/// <param name="Name">The name of the value.</param>
/// <param name="Type">Its number in ONNX's list of types.</param>
/// <param name="Shape">Its sizes; -1 where one is only known when the graph runs.</param>
internal sealed record ColumnValue(string Name, int Type, long[] Shape)
{
    private const long Unknown = -1;

    /// <summary>How many numbers it has, or null where that is not known.</summary>
    public long? Size => Shape.Contains(Unknown) ? null : Shape.Aggregate(1L, (product, size) => product * size);
}
