using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.ML.Data;
using MsMclr.MLNet.Loaders.Contract;
using MsMclr.MLNet.Loaders.Formats.Csv;
using MsMclr.MLNet.Loaders.Naming.Patterns;
using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Loaders.Naming.Tables;

/// <summary>A CSV beside recordings that says what they are: a row a file or a clip.</summary>
internal sealed class LabelsTable
{
    private const string Separators = ",;\t";
    private const int LongestHeader = 1 << 16;
    private readonly Dictionary<string, LabelsRow> _rows = new(StringComparer.Ordinal);

    private LabelsTable(string path, LabelsColumns columns)
    {
        Path = path;
        IsByFile = columns.File >= 0;
        Fields = [.. Enum.GetValues<PathField>().Where(field => columns.Fields[(int)field] >= 0)];
        HasFrameRate = columns.FrameRate >= 0;
        Others = [.. columns.Others.Select(other => other.Name)];
    }

    public string Path { get; }

    /// <summary>Whether rows are about files; otherwise they are about clips by name.</summary>
    public bool IsByFile { get; }

    public ImmutableArray<PathField> Fields { get; }

    public bool HasFrameRate { get; }

    /// <summary>Columns that are none of the fields.</summary>
    public ImmutableArray<string> Others { get; }

    public IReadOnlyCollection<LabelsRow> Rows => _rows.Values;

    /// <exception cref="SkeletonFileException">The file cannot be read, or is not such a table.</exception>
    public static LabelsTable Read(string path)
    {
        try
        {
            var limits = new SkeletonLimits(MaxFileBytes: long.MaxValue, MaxFrames: int.MaxValue, MaxBodies: int.MaxValue);
            var file = new SkeletonFile(new MultiFileSource(path), 0, limits);
            using var rows = new CsvRows(file, Separator(path));
            var columns = new LabelsColumns(rows);
            var table = new LabelsTable(path, columns);
            while (rows.Next())
                table.Add(rows, columns);
            return table;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SkeletonFileException(path, 0, $"the labels' file cannot be read: {error.Message}", error);
        }
    }

    /// <summary>The row of a file or clip.</summary>
    /// <param name="keys">What it may be called, the surest first.</param>
    public LabelsRow? Find(IEnumerable<string> keys)
    {
        foreach (var key in keys)
        {
            if (_rows.TryGetValue(key, out var row))
                return row;
        }

        return null;
    }

    private void Add(CsvRows rows, LabelsColumns columns)
    {
        var key = rows.Text(IsByFile ? columns.File : columns.Fields[(int)PathField.Name]).Trim().Replace('\\', '/');
        if (key.StartsWith("./", StringComparison.Ordinal))
            key = key[2..];
        if (key.Length == 0)
            throw rows.Bad("the row does not say which recording it is about");
        var values = Array.ConvertAll(columns.Fields, column => column < 0 ? null : rows.Text(column).Trim());
        if (!IsByFile)
            values[(int)PathField.Name] = null;
        CheckNumbers(rows, columns, values);
        var rate = columns.FrameRate < 0 || rows[columns.FrameRate].IsEmpty ? 0 : rows.Number(columns.FrameRate);
        var others = columns.Others.ToDictionary(other => other.Name, other => rows.Text(other.Column), StringComparer.OrdinalIgnoreCase);
        var row = new LabelsRow(rows.Line, values, rate, others);
        if (!_rows.TryAdd(key, row))
            throw rows.Bad($"'{TextLines.Shown(key)}' is there a second time, after line {_rows[key].Line}");
    }

    private static void CheckNumbers(CsvRows rows, LabelsColumns columns, string?[] values)
    {
        foreach (var field in Enum.GetValues<PathField>().Where(PathFields.IsNumber))
        {
            if (values[(int)field] is not { Length: > 0 } text)
                continue;
            if (!uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                throw rows.Bad(columns.Fields[(int)field], "is not a whole number of 0 or more");
        }
    }

    // What the header has most of.
    private static char Separator(string path)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        var start = new char[LongestHeader];
        var header = start.AsSpan(0, reader.ReadBlock(start, 0, start.Length));
        if (header.IndexOfAny('\r', '\n') is var end and >= 0)
            header = header[..end];
        var counts = new int[Separators.Length];
        for (var i = 0; i < counts.Length; i++)
            counts[i] = header.Count(Separators[i]);
        return Separators[Array.IndexOf(counts, counts.Max())];
    }
}
