using System.Collections.Immutable;
using System.Text;
using MsMclr.MLNet.Loaders.Contract;

namespace MsMclr.MLNet.Loaders.Formats.Csv;

/// <summary>Where in a row the things are that options name.</summary>
internal sealed class CsvColumnMap
{
    private readonly CsvRows _rows;
    private readonly CsvColumns _columns;
    private readonly CsvJoints _joints;

    public CsvColumnMap(CsvSkeletonOptions options, CsvRows rows)
    {
        _rows = rows;
        _columns = new CsvColumns(options, rows);
        _joints = new CsvJoints(options.Layout!, options.FirstJoint);
    }

    public int Frame => _columns.Frame;

    public int Time => _columns.Time;

    public int Body => _columns.Body;

    /// <summary>Gets the columns of coordinates and scores: all of a body (wide), or those of one joint (long).</summary>
    public ImmutableArray<int> Values => _columns.Values;

    /// <summary>The clip that the row belongs to; the string is made only where a new one begins.</summary>
    public string ClipName(SkeletonFile file, string? before)
    {
        if (_columns.Clip < 0)
            return file.Name;
        if (before is null)
            return _rows.Text(_columns.Clip);
        // A row that is cut off tells no clip: the one that it was in has to answer for it.
        if (_columns.Clip >= _rows.Fields)
            return before;
        Span<byte> name = stackalloc byte[256];
        var isSame = Encoding.UTF8.TryGetBytes(before, name, out var length) && _rows[_columns.Clip].SequenceEqual(name[..length]);
        return isSame ? before : _rows.Text(_columns.Clip);
    }

    /// <summary>The joint that a row of the long form is about.</summary>
    public int Joint() => _joints.Find(_rows, _columns.Joint);

    /// <summary>The cell of the label; null where there is none.</summary>
    public string? LabelText() => _columns.Label < 0 ? null : _rows.Text(_columns.Label);

    /// <summary>Whether the row's label is the given text.</summary>
    public bool HasLabel(string text)
    {
        Span<byte> label = stackalloc byte[256];
        var cell = _rows[_columns.Label];
        return Encoding.UTF8.TryGetBytes(text, label, out var length) ? cell.SequenceEqual(label[..length]) : cell.Length >= label.Length;
    }

    /// <exception cref="SkeletonFileException">The label is none of the actions, or a number is none.</exception>
    public ClipInfo Describe(string name, ImmutableArray<string> actions, float frameRate) => new()
    {
        Name = name,
        Label = _columns.Label < 0 ? 0 : Label(actions),
        Subject = Number(_columns.Subject),
        Camera = Number(_columns.Camera),
        Setup = Number(_columns.Setup),
        Replication = Number(_columns.Replication),
        FrameRate = frameRate,
    };

    private uint Label(ImmutableArray<string> actions)
    {
        var text = _rows.Text(_columns.Label);
        if (ActionNames.TryFind(actions, text, out var label))
            return label;
        if (text == "-1" || CsvCells.IsMissing(_rows[_columns.Label]))
            return 0;
        throw _rows.Bad(_columns.Label, $"is neither one of the {actions.Length} actions nor the number of one");
    }

    private uint Number(int column)
    {
        if (column < 0 || CsvCells.IsMissing(_rows[column]))
            return 0;
        if (!_rows.TryNumber(column, out var value) || value < 0 || value != Math.Floor(value))
            throw _rows.Bad(column, "is not a whole number of 0 or more");
        if (value > uint.MaxValue)
            throw _rows.Bad(column, "is too large");
        return (uint)value;
    }
}
