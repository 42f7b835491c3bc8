using Microsoft.ML;

namespace MsMclr.MLNet.Experiments.Writing;

/// <summary>
/// Writes <c>embeddings.idv</c>, ML.NET's own binary format: <c>Features</c>, <c>Label</c>, <c>Name</c> and, where it is known, <c>Subject</c> of the
/// training clips. Neighbors are looked up in it, and heads fitted on it, without the clips and without the encoder.
/// </summary>
internal static class EmbeddingsFile
{
    private static readonly string[] Columns = ["Features", "Label", "Name", "Subject"];

    public static void Write(MLContext ml, IDataView embedded, string file)
    {
        var kept = ml.Transforms.SelectColumns(ColumnsOf(embedded, Columns)).Fit(embedded).Transform(embedded);
        using (var stream = File.Create(file + ".tmp"))
            ml.Data.SaveAsBinary(kept, stream);
        File.Move(file + ".tmp", file, overwrite: true);
    }

    /// <summary>Those of some columns that a view has.</summary>
    internal static string[] ColumnsOf(IDataView view, params string[] names) => [.. names.Where(name => view.Schema.GetColumnOrNull(name) is not null)];
}
