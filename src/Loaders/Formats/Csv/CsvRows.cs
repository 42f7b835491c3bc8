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
    private readonly CsvCells _cells;
    private readonly int _linesBefore;

    public CsvRows(SkeletonFile file, char? delimiter, char? decimalSeparator = null)
    {
        _file = file;
        var text = CsvText.Open(file, delimiter);
        _linesBefore = text.LinesBefore;
        _cells = new CsvCells(decimalSeparator, text.Delimiter);
        _reader = CsvReader.Create(text.Stream, new CsvReaderOptions
        {
            Separator = text.Delimiter,
            MaxRecordSize = MaxRecordSize,
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Throw,
            FieldCountMismatch = CsvFieldCountHandling.Allow,
        });
        try
        {
            Header = [.. Guarded(() => _reader.Headers)];
            if (Header.Length == 0)
                throw _file.Bad(1 + _linesBefore, "the file is empty; a header is expected");
            if (Header.Length > MaxColumns)
                throw _file.Bad(1 + _linesBefore, $"the header has {Header.Length} columns, more than {MaxColumns}");
        }
        catch
        {
            _reader.Dispose();
            throw;
        }
    }

    public string[] Header { get; }

    /// <summary>Gets how many fields the row has.</summary>
    public int Fields => _reader.FieldCount;

    /// <summary>Gets the line that the row begins in.</summary>
    public long Line => _reader.LineNumber + _linesBefore;

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

    /// <summary>Requires a field for each column. Separators at the end of a row, with nothing between them, are no fields.</summary>
    /// <exception cref="SkeletonFileException">The row has more or fewer.</exception>
    public void CheckFields()
    {
        var isOver = false;
        for (var column = Header.Length; column < Fields; column++)
            isOver |= !this[column].IsEmpty;
        if (isOver || Fields < Header.Length)
            throw Bad($"the row has {Fields} fields, and the header {Header.Length} columns");
    }

    /// <summary>A field as a number; NaN where it says that there is none.</summary>
    public double Value(int column)
    {
        var cell = this[column];
        if (_cells.TryNumber(cell, out var value))
        {
            if (!float.IsFinite((float)value) && !CsvCells.IsMissing(cell))
                throw Bad(column, "is not a finite number");
            return value;
        }

        if (!CsvCells.IsMissing(cell))
            throw Bad(column, "is not a number, or has another decimal separator than others (DecimalSeparator)");
        return double.NaN;
    }

    /// <summary>A field as a number, where it holds one.</summary>
    public bool TryNumber(int column, out double value) => _cells.TryNumber(this[column], out value) && double.IsFinite(value);

    public SkeletonFileException Bad(int column, string reason)
        => Bad($"column '{TextLines.Shown(Header[column])}': '{TextLines.Shown(this[column])}' {reason}");

    public SkeletonFileException Bad(string reason) => _file.Bad(Line, reason);

    public void Dispose() => _reader.Dispose();

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (CsvFormatException e)
        {
            var line = e.LineNumber > 0 ? e.LineNumber + _linesBefore : 0;
            throw _file.Bad(line, $"this is not the CSV that is expected ({e.Message.Split('\n')[0].TrimEnd()})");
        }
    }
}
