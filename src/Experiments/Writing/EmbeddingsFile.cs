using Microsoft.ML;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Experiments.Writing;

/// <summary>
/// Writes <c>embeddings.idv</c>, ML.NET's own binary format: <c>Features</c>, <c>Label</c>, <c>Name</c> and, where it is known,
/// <c>Subject</c> of the training clips. Neighbors are looked up in it, and heads fitted on it, without the clips and without the
/// encoder.
/// </summary>
internal static class EmbeddingsFile
{
    public static void Write(MLContext ml, IDataView embedded, string file)
    {
        var columns = ColumnsOf(embedded, "Features", "Label", "Name", "Subject");
        var kept = ml.Transforms.SelectColumns(columns).Fit(embedded).Transform(embedded);
        FileReplacement.Write(file, stream => ml.Data.SaveAsBinary(kept, stream));
    }

    /// <summary>Those of some columns that a view has.</summary>
    public static string[] ColumnsOf(IDataView view, params string[] names)
        => [.. names.Where(name => view.Schema.GetColumnOrNull(name) is not null)];
}
