using System.Globalization;
using Microsoft.ML.Data;
using MsMclr.MLNet.Loaders.Contract;
using MsMclr.MLNet.Loaders.Formats.Csv;

namespace MsMclr.MLNet.Loaders.Intervals;

/// <summary>A CSV of intervals, row by row.</summary>
internal sealed class IntervalTable
{
    private readonly CsvRows _rows;
    private readonly int _recording;
    private readonly int _start;
    private readonly int _end;
    private readonly int _action;
    private readonly int _confidence;
    private readonly int _person;

    private IntervalTable(CsvRows rows)
    {
        _rows = rows;
        var names = new CsvNames(rows.Header);
        int Needed(string name) => rows.Column(names, name);
        int Optional(string name) => names.Find(name).Count == 0 ? -1 : Needed(name);
        _recording = Optional(IntervalColumns.Recording);
        _start = Needed(IntervalColumns.Start);
        _end = Needed(IntervalColumns.End);
        _action = Needed(IntervalColumns.Action);
        _confidence = Optional(IntervalColumns.Confidence);
        _person = Optional(IntervalColumns.Person);
    }

    /// <exception cref="SkeletonFileException">The file is not such a table.</exception>
    public static IReadOnlyList<ActionInterval> Read(string path)
    {
        var limits = new SkeletonLimits(MaxFileBytes: long.MaxValue, MaxFrames: int.MaxValue, MaxBodies: int.MaxValue);
        using var rows = new CsvRows(new SkeletonFile(new MultiFileSource(path), 0, limits), delimiter: null);
        var table = new IntervalTable(rows);
        List<ActionInterval> found = [];
        while (rows.Next())
            found.Add(table.Row());
        return found;
    }

    private ActionInterval Row()
    {
        _rows.CheckFields();
        var start = Whole(_start);
        var end = Whole(_end);
        if (end < start)
            throw _rows.Bad($"the interval ends (frame {end}) before it begins (frame {start})");
        var action = _rows.Text(_action).Trim();
        if (action.Length == 0)
            throw _rows.Bad(_action, "names no action");
        return new ActionInterval
        {
            Recording = _recording < 0 ? "" : _rows.Text(_recording).Trim(),
            Start = start,
            End = end,
            Action = action,
            Confidence = Confidence(),
            Person = _person < 0 || _rows[_person].IsEmpty ? 0 : (int)Math.Min(Whole(_person), int.MaxValue),
        };
    }

    private float Confidence()
    {
        if (_confidence < 0 || _rows[_confidence].IsEmpty)
            return 1;
        var value = (float)_rows.Value(_confidence);
        if (float.IsFinite(value))
            return value;
        throw _rows.Bad(_confidence, "is not a number");
    }

    private long Whole(int column)
    {
        if (long.TryParse(_rows.Text(column), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        throw _rows.Bad(column, "is not a whole number of 0 or more");
    }
}
