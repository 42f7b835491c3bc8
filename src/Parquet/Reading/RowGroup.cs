using Apache.Arrow;
using MsMclr.MLNet.Parquet.Contract;
using ParquetSharp.Arrow;

namespace MsMclr.MLNet.Parquet.Reading;

/// <summary>The columns of a row group that were asked for, in memory.</summary>
internal sealed class RowGroup : IDisposable
{
    private readonly RecordBatch _batch;
    private readonly string _file;

    private RowGroup(string file, RecordBatch batch, long first)
    {
        _file = file;
        _batch = batch;
        First = first;
    }

    /// <summary>The number of the first row, among those of all files.</summary>
    public long First { get; }

    public int Rows => _batch.Length;

    /// <summary>Reads a row group.</summary>
    /// <param name="file">The file.</param>
    /// <param name="group">Which group.</param>
    /// <param name="first">The number of its first row, among those of all files.</param>
    /// <param name="fields">The columns, in order of their places.</param>
    /// <exception cref="FormatException">The file is damaged, or another one than when it was opened.</exception>
    public static RowGroup Read(EmbeddingFile file, int group, long first, IReadOnlyList<FileField> fields)
    {
        var rows = file.Groups[group];
        // At least one column is read, so that there is something to count rows of.
        var counted = file.Fields.FirstOrDefault(field => field.Column != FieldNames.Features);
        FileField[] read = [.. fields.DefaultIfEmpty(counted)];
        int[] places = [.. read.Select(field => field.Place)];
        CheckPages(file, group, places);
        var batch = Native.Read(file.Path, () =>
        {
            using var arrow = ArrowReaderProperties.GetDefault();
            arrow.BatchSize = rows;
            using var properties = ParquetSharp.ReaderProperties.GetDefaultReaderProperties();
            properties.EnablePageChecksumVerification();
            using var reader = new FileReader(file.Path, properties, arrow);
            using var parquet = reader.ParquetReader;
            using (var texts = parquet.RowGroup(group))
                TextSizes.Check(file, texts, read);
            using var batches = reader.GetRecordBatchReader([group], places);
            return batches.ReadNextRecordBatchAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
        });
        if (batch is not null && batch.Length == rows)
            return new RowGroup(file.Path, batch, first);
        batch?.Dispose();
        throw new FormatException($"{file.Path}: row group {group} has {batch?.Length ?? 0} rows instead of {rows}. Write the file again.");
    }

    private static void CheckPages(EmbeddingFile file, int group, int[] columns)
    {
        try
        {
            PageSizes.Check(file, group, columns);
        }
        catch (FormatException error)
        {
            throw new FormatException($"{file.Path}: {error.Message}. Write the file again.", error);
        }
    }

    /// <summary>A column as an array of Arrow.</summary>
    /// <param name="number">Which of those that were asked for.</param>
    /// <exception cref="FormatException">It is of another type than the file said.</exception>
    public T Column<T>(int number)
        where T : class, IArrowArray
    {
        if (_batch.Column(number) is T array)
            return array;
        throw Damaged($"column {number} is no {typeof(T).Name}");
    }

    public FormatException Damaged(string reason) => new($"{_file}: {reason}. Write the file again.");

    public void Dispose() => _batch.Dispose();
}
