using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MsMclr.MLNet.Loaders.Contract;
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
        _options = options;
        _rows = rows;
        var columns = new CsvNames(rows.Header);
        _clip = Find(options.ClipColumn);
        Frame = Find(options.FrameColumn);
        Body = Find(options.BodyColumn);
        _joint = Find(options.JointColumn);
        _label = Find(options.LabelColumn);
        _subject = Find(options.SubjectColumn);
        _camera = Find(options.CameraColumn);
        _setup = Find(options.SetupColumn);
        _replication = Find(options.ReplicationColumn);
        _joints = new([.. options.Layout!.Joints]);
        Coordinates = [.. CoordinateNames(options).Select(Find)];
        CheckCoordinates();

        int Find(string? name) => name is null ? -1 : rows.Column(columns, name);
    }

    public int Frame { get; }

    public int Body { get; }

    /// <summary>Gets the columns of coordinates: all of a body (wide), or those of one joint (long).</summary>
    public ImmutableArray<int> Coordinates { get; }

    /// <summary>The clip that the row belongs to; the string is made only where a new one begins.</summary>
    public string ClipName(SkeletonFile file, string? before)
    {
        if (_clip < 0)
            return file.Name;
        if (before is null)
            return _rows.Text(_clip);
        Span<byte> name = stackalloc byte[256];
        var isSame = Encoding.UTF8.TryGetBytes(before, name, out var length) && _rows[_clip].SequenceEqual(name[..length]);
        return isSame ? before : _rows.Text(_clip);
    }

    /// <summary>The joint that a row of the long form is about.</summary>
    public int Joint()
    {
        var name = _rows.Text(_joint);
        var layout = _options.Layout!;
        var found = _joints.Find(name);
        if (found.Count == 1)
            return found[0];
        if (found.Count > 1)
            throw _rows.Bad($"'{TextLines.Shown(name)}' is several joints of {layout}; spell it exactly");
        if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var joint) && joint < layout.JointCount)
            return joint;
        throw _rows.Bad($"'{TextLines.Shown(name)}' is no joint of {layout}");
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
        if (!ActionNames.TryFind(actions, _rows.Text(_label), out var label))
            throw _rows.Bad(_label, $"is neither one of the {actions.Length} actions nor the number of one");
        return label;
    }

    private uint Number(int column)
    {
        if (column < 0)
            return 0;
        var value = _rows.Count(column);
        if (value > uint.MaxValue)
            throw _rows.Bad(column, "is too large");
        return (uint)value;
    }

    /// <summary>The names of the coordinates' columns: of all joints (wide), or of one (long).</summary>
    private static IEnumerable<string> CoordinateNames(CsvSkeletonOptions options)
    {
        if (options.JointColumn is not null)
            return options.Axes;
        return
            from joint in options.Layout!.Joints
            from axis in options.Axes
            select options.Coordinate
                .Replace("{joint}", joint, StringComparison.Ordinal)
                .Replace("{axis}", axis, StringComparison.Ordinal);
    }

    private void CheckCoordinates()
    {
        foreach (var (column, count) in Coordinates.CountBy(column => column))
        {
            if (count > 1)
            {
                throw _rows.Bad(
                    $"the column '{TextLines.Shown(_rows.Header[column])}' would be {count} coordinates at once, "
                    + "as names differ in nothing but case and punctuation; rename joints or axes");
            }
        }
    }
}
