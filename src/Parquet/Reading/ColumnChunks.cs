namespace MsMclr.MLNet.Parquet.Reading;

/// <summary>Where the pages of a column lie in a file.</summary>
/// <param name="Begin">The first byte.</param>
/// <param name="Length">How many bytes they take.</param>
internal readonly record struct ColumnChunk(long Begin, long Length);

/// <summary>Reads from a footer where the columns of a row group lie, which ParquetSharp does not tell.</summary>
internal static class ColumnChunks
{
    private const int RowGroups = 4;
    private const int Columns = 1;
    private const int Description = 3;
    private const int CompressedSize = 7;
    private const int FirstDataPage = 9;
    private const int DictionaryPage = 11;

    /// <exception cref="FormatException">The footer is damaged.</exception>
    public static List<ColumnChunk> Of(ReadOnlySpan<byte> footer, int group)
    {
        var reader = new ThriftReader(footer);
        var id = 0;
        while (reader.Next(ref id, out var type))
        {
            if (id == RowGroups && type == ThriftReader.List)
                return OfGroups(ref reader, group);
            reader.Skip(type);
        }

        throw new FormatException("its footer has no row groups");
    }

    private static List<ColumnChunk> OfGroups(ref ThriftReader reader, int group)
    {
        var count = reader.Count(out var type);
        if (group >= count || type != ThriftReader.Struct)
            throw new FormatException($"its footer has no row group {group}");
        for (var before = 0; before < group; before++)
            reader.Skip(type);
        var id = 0;
        while (reader.Next(ref id, out var field))
        {
            if (id == Columns && field == ThriftReader.List)
                return OfGroup(ref reader);
            reader.Skip(field);
        }

        throw new FormatException($"row group {group} has no columns");
    }

    private static List<ColumnChunk> OfGroup(ref ThriftReader reader)
    {
        var chunks = new List<ColumnChunk>();
        for (var left = reader.Count(out var type); left > 0; left--)
        {
            if (type != ThriftReader.Struct)
                throw new FormatException("a column of its footer is none");
            chunks.Add(OfColumn(ref reader));
        }

        return chunks;
    }

    private static ColumnChunk OfColumn(ref ThriftReader reader)
    {
        var chunk = default(ColumnChunk);
        var id = 0;
        while (reader.Next(ref id, out var type))
        {
            if (id == Description && type == ThriftReader.Struct)
                chunk = Described(ref reader);
            else
                reader.Skip(type);
        }

        return chunk;
    }

    private static ColumnChunk Described(ref ThriftReader reader)
    {
        var length = 0L;
        var data = 0L;
        var dictionary = 0L;
        var id = 0;
        while (reader.Next(ref id, out var type))
        {
            if (type != ThriftReader.Int64)
                reader.Skip(type);
            else if (id == CompressedSize)
                length = reader.Number();
            else if (id == FirstDataPage)
                data = reader.Number();
            else if (id == DictionaryPage)
                dictionary = reader.Number();
            else
                reader.Skip(type);
        }

        return new ColumnChunk(dictionary > 0 && dictionary < data ? dictionary : data, length);
    }
}
