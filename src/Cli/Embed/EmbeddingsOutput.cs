using Microsoft.ML;
using MsMclr.MLNet.Cli.Embed.Tables;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Cli.Embed;

/// <summary>Writes embeddings: as ML.NET's binary view, or as a table. The file appears whole or not at all.</summary>
internal static class EmbeddingsOutput
{
    private const string Binary = ".idv";
    private const string Table = ".csv";

    /// <summary>Checks the name before an hour's work is done for it.</summary>
    /// <exception cref="FormatException">Its extension says no known format.</exception>
    public static void Check(string file)
    {
        if (Extension(file) is Binary or Table || IsFolder(file))
            return;
        throw new FormatException(
            $"--out {file}: expected a name that ends with {Binary} or {Table}, or a folder for Parquet files, which a slash at its end "
            + "tells.");
    }

    /// <summary>Whether a name is a folder's: one that is there, that ends with a slash, or that has no extension.</summary>
    public static bool IsFolder(string file)
        => Directory.Exists(file) || Path.EndsInDirectorySeparator(file) || Extension(file).Length == 0;

    /// <param name="ml">The context.</param>
    /// <param name="embedded">Clips with <c>Features</c>, <c>Label</c>, <c>Name</c> and perhaps <c>Subject</c>.</param>
    /// <param name="isLabeled">Whether the clips tell their labels.</param>
    /// <param name="file">Where they go.</param>
    /// <param name="atEnd">Called after the last row, before the file takes its name. What it throws leaves no file.</param>
    public static void Write(MLContext ml, IDataView embedded, bool isLabeled, string file, Action atEnd)
    {
        string[] columns = isLabeled ? ["Features", "Label", "Name", "Subject"] : ["Features", "Name", "Subject"];
        string[] kept = [.. columns.Where(column => embedded.Schema.GetColumnOrNull(column) is not null)];
        var selected = ml.Transforms.SelectColumns(kept).Fit(embedded).Transform(embedded);

        // ML.NET's saver reads its rows twice. Embeddings are small, and an encoder is not fast: each clip is scored once.
        var rows = ml.Data.Cache(selected);
        FileReplacement.Write(file, stream =>
        {
            if (Extension(file) == Table)
                EmbeddingsTable.Write(rows, stream);
            else
                ml.Data.SaveAsBinary(rows, stream);
            atEnd();
        });
    }

    private static string Extension(string file) => Path.GetExtension(file).ToLowerInvariant();
}
