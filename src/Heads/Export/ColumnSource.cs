namespace MsMclr.MLNet.Heads.Export;

/// <summary>Where a column comes from. Copies of a column have the same source.</summary>
internal sealed class ColumnSource
{
    /// <summary>The column of the model's input that it is, or null.</summary>
    public string? Input { get; init; }

    /// <summary>Why there is no value of it in ONNX, or null.</summary>
    public Exception? Fault { get; init; }

    /// <summary>Its value in the graph. An input gets one when it is first read, since the reader says which shape it has.</summary>
    public ColumnValue? Value { get; set; }
}
