using Apache.Arrow;
using MsMclr.MLNet.Parquet.Contract;
using ParquetSharp;
using ParquetSharp.Arrow;
using Schema = Apache.Arrow.Schema;

namespace MsMclr.MLNet.Parquet.Writing;

/// <summary>A Parquet file that is being written.</summary>
internal sealed class ParquetOutput : IDisposable
{
    private readonly Schema _schema;
    private readonly FileWriter _file;

    public ParquetOutput(Stream stream, IReadOnlyList<Field> fields, IEnumerable<KeyValuePair<string, string>> facts)
    {
        _schema = new Schema(fields, facts);
        var features = $"{FieldNames.OfColumn(FieldNames.Features)}.list.{FeaturesWriter.Element}";
        using var builder = new WriterPropertiesBuilder();
        // No two embeddings are equal, and their numbers hardly compress.
        using var properties = builder.Compression(Compression.Zstd)
            .Compression(features, Compression.Uncompressed)
            .DisableDictionary(features)
            .DisableStatistics(features)
            .EnablePageChecksum()
            .Build();
        using var arrowBuilder = new ArrowWriterPropertiesBuilder();
        // That a list has one size is Arrow's knowledge, not Parquet's.
        using var arrow = arrowBuilder.StoreSchema().Build();
        _file = Written(() => new FileWriter(stream, _schema, properties, arrow, leaveOpen: true));
    }

    /// <summary>Writes a row group.</summary>
    public void Write(IReadOnlyList<IArrowArray> columns, int rows)
    {
        using var batch = new RecordBatch(_schema, columns, rows);
        Written(() =>
        {
            _file.NewBufferedRowGroup();
            _file.WriteBufferedRecordBatch(batch);
            return true;
        });
    }

    /// <summary>Writes the footer, without which a file is none.</summary>
    public void Finish() => Written(() =>
    {
        _file.Close();
        return true;
    });

    public void Dispose() => _file.Dispose();

    // A full disk comes through the native library, which has an exception of its own for it.
    private static T Written<T>(Func<T> write)
    {
        try
        {
            return write();
        }
        catch (ParquetException error)
        {
            throw new IOException($"The Parquet file cannot be written: {error.Message.Split('\n')[0]}", error);
        }
    }
}
