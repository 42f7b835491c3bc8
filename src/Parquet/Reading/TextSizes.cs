using Apache.Arrow.Types;
using ParquetSharp;

namespace MsMclr.MLNet.Parquet.Reading;

/// <summary>
/// Adds up texts before arrays are made of them. A text that stands once in a dictionary may be that of every row, so that neither the
/// file's length nor what its footer says tells how much memory the rows take. Here a page is in memory at a time.
/// </summary>
internal static class TextSizes
{
    private const int RowsAtATime = 1_024;

    /// <param name="file">The file.</param>
    /// <param name="rows">The row group.</param>
    /// <param name="fields">The columns that are to be read.</param>
    /// <exception cref="FormatException">A text, or all of them together, are beyond a limit.</exception>
    public static void Check(EmbeddingFile file, RowGroupReader rows, IEnumerable<FileField> fields)
    {
        var all = 0L;
        foreach (var field in fields.Where(field => field.Type == ArrowTypeId.String))
        {
            using var column = rows.Column(field.Place);
            if (column is not ColumnReader<ByteArray> texts)
                throw new FormatException($"{file.Path}: its column {field.Place} holds no texts. Write the file again.");
            all = Add(all, texts, file, field);
        }
    }

    private static long Add(long all, ColumnReader<ByteArray> texts, EmbeddingFile file, FileField field)
    {
        var limits = file.Limits;
        var definitions = new short[RowsAtATime];
        var repetitions = new short[RowsAtATime];
        var values = new ByteArray[RowsAtATime];
        while (texts.HasNext)
        {
            texts.ReadBatch(RowsAtATime, definitions, repetitions, values, out var read);
            for (var row = 0; row < read; row++)
            {
                var length = values[row].Length;
                if (length > limits.MaxTextBytes)
                    throw Beyond(file, field, length, nameof(limits.MaxTextBytes), limits.MaxTextBytes);
                all += length;
            }

            if (all > limits.MaxRowGroupBytes)
                throw Beyond(file, field, all, nameof(limits.MaxRowGroupBytes), limits.MaxRowGroupBytes);
        }

        return all;
    }

    private static FormatException Beyond(EmbeddingFile file, FileField field, long bytes, string limit, long most) => new(
        $"{file.Path}: its texts have {bytes} bytes in column '{field.Column}', more than {nameof(SkeletonEmbeddingsOptions)}.{limit} "
        + $"({most}).");
}
