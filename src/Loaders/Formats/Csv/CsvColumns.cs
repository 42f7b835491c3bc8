using System.Collections.Immutable;
using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Loaders.Formats.Csv;

/// <summary>The columns that options name, as places in a row; -1 where options name none.</summary>
internal sealed class CsvColumns
{
    private readonly CsvRows _rows;
    private readonly CsvNames _names;

    /// <exception cref="SkeletonFileException">A column is not there, or a name may be several.</exception>
    public CsvColumns(CsvSkeletonOptions options, CsvRows rows)
    {
        _rows = rows;
        _names = new CsvNames(rows.Header);
        Clip = Find(options.ClipColumn);
        Frame = Find(options.FrameColumn);
        Time = Find(options.TimeColumn);
        Body = Find(options.BodyColumn);
        Joint = Find(options.JointColumn);
        Label = Find(options.LabelColumn);
        Subject = Find(options.SubjectColumn);
        Camera = Find(options.CameraColumn);
        Setup = Find(options.SetupColumn);
        Replication = Find(options.ReplicationColumn);
        Values = options.JointColumn is null ? Coordinates(options) : [.. options.Values.Select(Find)];
        CheckValues();
    }

    public int Clip { get; }

    public int Frame { get; }

    public int Time { get; }

    public int Body { get; }

    public int Joint { get; }

    public int Label { get; }

    public int Subject { get; }

    public int Camera { get; }

    public int Setup { get; }

    public int Replication { get; }

    /// <summary>Gets the columns of coordinates and scores: all of a body (wide), or those of one joint (long).</summary>
    public ImmutableArray<int> Values { get; }

    private int Find(string? name) => name is null ? -1 : _rows.Column(_names, name);

    private ImmutableArray<int> Coordinates(CsvSkeletonOptions options)
    {
        var names =
            from joint in options.Layout!.Joints
            from axis in options.Values
            select options.Coordinate
                .Replace("{joint}", joint, StringComparison.Ordinal)
                .Replace("{axis}", axis, StringComparison.Ordinal);
        // Other spellings are looked for where a column is not there, never to choose between two.
        var mayBeOther = options.Coordinate == CsvSkeletonOptions.AnyCoordinate && names.Any(name => _names.Find(name).Count == 0);
        if (mayBeOther && new CsvCoordinates(_rows.Header, options.Values).Find(options.Layout!) is { } found)
            return found;
        return [.. names.Select(Find)];
    }

    private void CheckValues()
    {
        foreach (var (column, count) in Values.CountBy(column => column))
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
