namespace MsMclr.MLNet.Parquet.Reading;

/// <summary>
/// Adds up what pages take once they are decompressed, by their headers. The native library believes each header, and a few bytes of a
/// stranger's file would make it take 2 GB.
/// </summary>
internal static class PageSizes
{
    private const int UncompressedSize = 2;
    private const int CompressedSize = 3;
    private const int UsualHeader = 1 << 12;
    private const int LargestHeader = 1 << 20;

    /// <exception cref="FormatException">The pages of the columns are beyond the limit, or damaged.</exception>
    public static void Check(EmbeddingFile file, int group, IEnumerable<int> columns)
    {
        using var stream = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        var chunks = ColumnChunks.Of(FileFooter.Read(stream), group);
        var all = 0L;
        foreach (var column in columns)
        {
            if (column >= chunks.Count)
                throw new FormatException($"row group {group} has no column {column}");
            all += Of(stream, chunks[column], file.Limits.MaxRowGroupBytes - all);
        }
    }

    private static long Of(FileStream stream, ColumnChunk chunk, long most)
    {
        if (chunk.Begin < 0 || chunk.Length < 0 || chunk.Begin > stream.Length - chunk.Length)
            throw new FormatException("a column lies outside the file");
        var all = 0L;
        var end = chunk.Begin + chunk.Length;
        for (var at = chunk.Begin; at < end;)
        {
            var (header, compressed, uncompressed) = HeaderAt(stream, at, end);
            if (compressed > end - at - header)
                throw new FormatException("a page is longer than its column");
            if (uncompressed > most - all)
            {
                throw new FormatException(
                    $"the pages of a row group take more than {nameof(SkeletonEmbeddingsOptions)}."
                    + $"{nameof(SkeletonEmbeddingsOptions.MaxRowGroupBytes)} allows");
            }

            all += uncompressed;
            at += header + compressed;
        }

        return all;
    }

    private static (int Header, long Compressed, long Uncompressed) HeaderAt(FileStream stream, long at, long end)
    {
        for (var length = (int)Math.Min(UsualHeader, end - at); ; length = (int)Math.Min(LargestHeader, end - at))
        {
            var bytes = new byte[length];
            stream.Position = at;
            stream.ReadExactly(bytes);
            try
            {
                return Header(bytes);
            }
            catch (FormatException) when (length < Math.Min(LargestHeader, end - at))
            {
                // Statistics may be long texts.
            }
        }
    }

    private static (int Header, long Compressed, long Uncompressed) Header(ReadOnlySpan<byte> bytes)
    {
        var reader = new ThriftReader(bytes);
        var compressed = -1L;
        var uncompressed = -1L;
        var id = 0;
        while (reader.Next(ref id, out var type))
        {
            if (type == ThriftReader.Int32 && id == UncompressedSize)
                uncompressed = reader.Number();
            else if (type == ThriftReader.Int32 && id == CompressedSize)
                compressed = reader.Number();
            else
                reader.Skip(type);
        }

        if (compressed < 0 || uncompressed < 0)
            throw new FormatException("a page has no size");
        return (reader.Position, compressed, uncompressed);
    }
}
