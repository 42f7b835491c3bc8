using System.Buffers.Text;
using CsvHelper;
using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Loaders.Formats.Csv;

/// <summary>The rows of a CSV file below its header. Every trouble becomes an exception that names file and line.</summary>
internal sealed class CsvRows : IDisposable
{
    private const int MaxRecordSize = 1 << 20;
    private const int MaxColumns = 1 << 14;
    private const int ShownColumns = 12;
    private readonly SkeletonFile _file;
    private readonly CsvReader _reader;

    public CsvRows(SkeletonFile file, char delimiter)
    {
        _file = file;
        _reader = CsvReader.Create(file.Open(), new CsvReaderOptions
        {
            Separator = delimiter,
            MaxRecordSize = MaxRecordSize,
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Throw,
            FieldCountMismatch = CsvFieldCountHandling.Throw,
        });
        try
        {
            Header = [.. Guarded(() => _reader.Headers)];
            if (Header.Length == 0)
                throw _file.Bad(1, "the file is empty; a header is expected");
            if (Header.Length > MaxColumns)
                throw _file.Bad(1, $"the header has {Header.Length} columns, more than {MaxColumns}");
        }
        catch
        {
            _reader.Dispose();
            throw;
        }
    }

    public string[] Header { get; }

    /// <summary>Gets the line that was read last, 1-based.</summary>
    public long Line => _reader.LineNumber;

    /// <summary>A field as UTF-8, valid until the next row.</summary>
    public ReadOnlySpan<byte> this[int column] => _reader.GetSpan(column);

    public string Text(int column) => _reader.GetString(column);

    /// <summary>The column that a name means.</summary>
    public int Column(CsvNames columns, string name)
    {
        var found = columns.Find(name);
        if (found.Count == 0)
        {
            var known = string.Join(", ", Header.Take(ShownColumns).Select(column => TextLines.Shown(column)));
            var more = Header.Length > ShownColumns ? ", ..." : "";
            throw Bad($"there is no column '{name}'; the header has {known}{more}");
        }

        if (found.Count > 1)
        {
            var several = string.Join(" and ", found.Take(ShownColumns).Select(column => $"'{TextLines.Shown(Header[column])}'"));
            throw Bad($"'{name}' may be the columns {several}; rename them or spell the one that is meant exactly");
        }

        return found[0];
    }

    public bool Next() => Guarded(_reader.Read);

    /// <summary>A field as a finite number.</summary>
    public float Number(int column)
    {
        var text = this[column].Trim((byte)' ');
        if (!Utf8Numbers.TryParse(text, out var value, out var length) || length != text.Length)
            throw Bad(column, "is not a number");
        if (!float.IsFinite((float)value))
            throw Bad(column, "is not a finite number");
        return (float)value;
    }

    /// <summary>A field as a whole number of 0 or more.</summary>
    public ulong Count(int column)
    {
        var text = this[column];
        if (!Utf8Parser.TryParse(text, out ulong value, out var length) || length != text.Length)
            throw Bad(column, "is not a whole number of 0 or more");
        return value;
    }

    public SkeletonFileException Bad(int column, string reason)
        => Bad($"column '{TextLines.Shown(Header[column])}': '{TextLines.Shown(this[column])}' {reason}");

    public SkeletonFileException Bad(string reason) => _file.Bad(_reader.LineNumber, reason);

    public void Dispose() => _reader.Dispose();

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (CsvFormatException e)
        {
            throw _file.Bad(Math.Max(0, e.LineNumber), $"this is not the CSV that is expected ({e.Message.Split('\n')[0].TrimEnd()})");
        }
    }
}
