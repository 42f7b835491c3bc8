using System.Collections.Immutable;
using System.Globalization;
using Microsoft.ML.Data;
using MsMclr.MLNet.Loaders.Contract;
using MsMclr.MLNet.Loaders.Formats.Csv;
using MsMclr.MLNet.Loaders.Naming.Patterns;
using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Loaders.Naming.Tables;

/// <summary>A CSV beside recordings that says what they are: a row a file or a clip.</summary>
internal sealed class LabelsTable
{
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
            using var rows = new CsvRows(file, delimiter: null);
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
        rows.CheckFields();
        var key = rows.Text(IsByFile ? columns.File : columns.Fields[(int)PathField.Name]).Trim().Replace('\\', '/');
        if (key.StartsWith("./", StringComparison.Ordinal))
            key = key[2..];
        if (key.Length == 0)
            throw rows.Bad("the row does not say which recording it is about");
        var values = Array.ConvertAll(columns.Fields, column => column < 0 ? null : rows.Text(column).Trim());
        if (!IsByFile)
            values[(int)PathField.Name] = null;
        CheckNumbers(rows, columns, values);
        var rate = columns.FrameRate < 0 ? double.NaN : rows.Value(columns.FrameRate);
        var others = columns.Others.ToDictionary(other => other.Name, other => rows.Text(other.Column), StringComparer.OrdinalIgnoreCase);
        var row = new LabelsRow(rows.Line, values, double.IsNaN(rate) ? 0 : (float)rate, others);
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
}
