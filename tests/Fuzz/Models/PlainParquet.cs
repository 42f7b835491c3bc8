using ParquetSharp;
using ParquetSharp.Arrow;

namespace MsMclr.MLNet.Fuzzing.Models;

/// <summary>Parquet without checksums of pages.</summary>
internal static class PlainParquet
{
    /// <summary>Copies a file of one row group: the same rows, the same facts.</summary>
    public static void Copy(string from, string to)
    {
        using var reader = new FileReader(from);
        using var batches = reader.GetRecordBatchReader();
        using var builder = new WriterPropertiesBuilder();
        using var properties = builder.Compression(Compression.Snappy).Build();
        using var arrowBuilder = new ArrowWriterPropertiesBuilder();
        using var arrow = arrowBuilder.StoreSchema().Build();
        using var writer = new FileWriter(to, reader.Schema, properties, arrow);
        while (batches.ReadNextRecordBatchAsync().AsTask().GetAwaiter().GetResult() is { } batch)
        {
            // What came from the native library cannot be given to it again.
            using (batch)
            using (var copy = batch.Clone())
                writer.WriteRecordBatch(copy);
        }

        writer.Close();
    }
}
