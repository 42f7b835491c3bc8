using System.Collections.Immutable;
using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Loaders.Formats.Csv;

/// <summary>Where in a row the things are that options name.</summary>
internal sealed class CsvColumnMap
{
    private readonly CsvSkeletonOptions _options;
    private readonly CsvRows _rows;
    private readonly CsvNames _joints;
    private readonly int _clip;
    private readonly int _joint;
    private readonly int _label;
    private readonly int _subject;
    private readonly int _camera;
    private readonly int _setup;
    private readonly int _replication;

    public CsvColumnMap(CsvSkeletonOptions options, CsvRows rows)
    {
        (_options, _rows) = (options, rows);
        var columns = new CsvNames(rows.Header);
        int Find(string? name) => name is null ? -1 : rows.Column(columns, name);
        (_clip, Frame, Body, _joint) = (Find(options.ClipColumn), Find(options.FrameColumn), Find(options.BodyColumn), Find(options.JointColumn));
        (_label, _subject, _camera) = (Find(options.LabelColumn), Find(options.SubjectColumn), Find(options.CameraColumn));
        (_setup, _replication) = (Find(options.SetupColumn), Find(options.ReplicationColumn));
        var layout = options.Layout!;
        _joints = new([.. layout.Joints]);
        Coordinates = _joint >= 0 ? [.. options.Axes.Select(Find)]
            : [.. layout.Joints.SelectMany(joint => options.Axes.Select(axis => Find(options.Coordinate.Replace("{joint}", joint, StringComparison.Ordinal).Replace("{axis}", axis, StringComparison.Ordinal))))];
        if (Coordinates.CountBy(column => column).FirstOrDefault(column => column.Value > 1) is { Value: > 1, Key: var twice })
            throw rows.Bad($"the column '{TextLines.Shown(rows.Header[twice])}' would be {Coordinates.Count(column => column == twice)} coordinates at once, as names differ in nothing but case and punctuation; rename joints or axes");
    }

    public int Frame { get; }

    public int Body { get; }

    /// <summary>The columns of coordinates: all of a body (wide), or those of one joint (long).</summary>
    public ImmutableArray<int> Coordinates { get; }

    /// <summary>The clip that the row belongs to; the string is made only where a new one begins.</summary>
    public string ClipName(SkeletonFile file, string? before)
    {
        if (_clip < 0)
            return file.Name;
        Span<byte> same = stackalloc byte[256];
        return before is not null && System.Text.Encoding.UTF8.TryGetBytes(before, same, out var length) && _rows[_clip].SequenceEqual(same[..length]) ? before : _rows.Text(_clip);
    }

    /// <summary>The joint that a row of the long form is about.</summary>
    public int Joint()
    {
        var name = _rows.Text(_joint);
        return _joints.Find(name) switch
        {
            [var joint] => joint,
            [] when int.TryParse(name, System.Globalization.NumberStyles.None, null, out var joint) && joint < _options.Layout!.JointCount => joint,
            [] => throw _rows.Bad($"'{TextLines.Shown(name)}' is no joint of {_options.Layout}"),
            _ => throw _rows.Bad($"'{TextLines.Shown(name)}' is several joints of {_options.Layout}; spell it exactly"),
        };
    }

    public ClipInfo Describe(string name, ImmutableArray<string> actions, float frameRate) => new()
    {
        Name = name,
        Label = _label < 0 ? 0 : Label(actions),
        Subject = Number(_subject),
        Camera = Number(_camera),
        Setup = Number(_setup),
        Replication = Number(_replication),
        FrameRate = frameRate,
    };

    private uint Label(ImmutableArray<string> actions)
    {
        var text = _rows.Text(_label);
        if (actions.IndexOf(text) is var index and >= 0)
            return (uint)index + 1;
        return uint.TryParse(text, out var number) && number >= 1 && number <= actions.Length ? number
            : throw _rows.Bad(_label, $"is neither one of the {actions.Length} actions nor the number of one");
    }

    private uint Number(int column)
    {
        if (column < 0)
            return 0;
        var value = _rows.Count(column);
        return value <= uint.MaxValue ? (uint)value : throw _rows.Bad(column, "is too large");
    }
}
