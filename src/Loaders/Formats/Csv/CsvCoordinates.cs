using System.Collections.Immutable;
using System.Globalization;

namespace MsMclr.MLNet.Loaders.Formats.Csv;

/// <summary>Finds the columns of a wide table's coordinates, whatever the tool that wrote it calls them.</summary>
internal sealed class CsvCoordinates(IReadOnlyList<string> header, IReadOnlyList<string> axes)
{
    // What tools put before a joint's number.
    private static readonly string[] Prefixes =
    [
        "", "landmark", "joint", "keypoint", "kp", "point", "marker", "pose", "pose_landmark", "lm", "node", "body", "j", "p", "kpt",
    ];

    private static readonly string[] NumberTemplates =
        [.. Prefixes.SelectMany(prefix => (string[])[prefix + "{joint}_{axis}", "{axis}_" + prefix + "{joint}"])];

    private static readonly int[] FirstNumbers = [0, 1];

    private readonly CsvNames _columns = new(header);

    /// <summary>The columns, joint by joint; null where not every joint of the layout has all of them.</summary>
    public ImmutableArray<int>? Find(SkeletonLayout layout)
        => Named(layout.Joints, CsvSkeletonOptions.AnyCoordinate)
            ?? Named(layout.Joints, "{axis}_{joint}")
            ?? Numbered(layout.JointCount)
            ?? Meant(layout);

    /// <summary>The columns of joints that are called by their numbers alone.</summary>
    /// <param name="count">How many joints there have to be, no more and no less.</param>
    public ImmutableArray<int>? Numbered(int count)
    {
        foreach (var template in NumberTemplates)
        {
            foreach (var first in FirstNumbers)
            {
                if (Has(template, first - 1) || Has(template, first + count))
                    continue;
                if (Named([.. Enumerable.Range(first, count).Select(Number)], template) is { } found)
                    return found;
            }
        }

        return null;
    }

    /// <summary>How many joints are called by their numbers; 0 where none is.</summary>
    public int CountNumbered()
    {
        var most = 0;
        foreach (var template in NumberTemplates)
        {
            foreach (var first in FirstNumbers)
            {
                if (Has(template, first - 1))
                    continue;
                var end = first;
                while (Named([Number(end)], template) is not null)
                    end++;
                // A joint that lacks an axis is no end.
                if (!Has(template, end))
                    most = Math.Max(most, end - first);
            }
        }

        return most;
    }

    /// <summary>
    /// What stands before or after the axes in names of columns: joints, if each of the axes is there, and their columns.
    /// </summary>
    public IReadOnlyList<(string Joint, ImmutableArray<int> Columns)> Joints()
    {
        var found = new List<(string, ImmutableArray<int>)>();
        for (var column = 0; column < header.Count; column++)
        {
            if (WithoutAxis(header[column]) is not { } joint)
                continue;
            var columns = Named([joint], CsvSkeletonOptions.AnyCoordinate) ?? Named([joint], "{axis}_{joint}");
            if (columns is { } all && all[0] == column)
                found.Add((joint, all));
        }

        return found;
    }

    private ImmutableArray<int>? Meant(SkeletonLayout layout)
    {
        var names = JointNames.Of(layout.Joints);
        var columns = new ImmutableArray<int>?[layout.JointCount];
        foreach (var (name, own) in Joints())
        {
            var joint = names.Find(name);
            if (joint < 0)
                continue;
            // Two that mean one joint: neither is taken for it.
            if (columns[joint] is not null)
                return null;
            columns[joint] = own;
        }

        return Array.TrueForAll(columns, own => own is not null) ? [.. columns.SelectMany(own => own!.Value)] : null;
    }

    private ImmutableArray<int>? Named(IReadOnlyList<string> joints, string template)
    {
        var columns = ImmutableArray.CreateBuilder<int>(joints.Count * axes.Count);
        foreach (var joint in joints)
        {
            foreach (var axis in axes)
            {
                if (_columns.Find(Name(template, joint, axis)) is not [var column])
                    return null;
                columns.Add(column);
            }
        }

        return columns.MoveToImmutable();
    }

    private bool Has(string template, int joint)
        => joint >= 0 && _columns.Find(Name(template, Number(joint), axes[0])).Count > 0;

    private static string Number(int joint) => joint.ToString(CultureInfo.InvariantCulture);

    private static string Name(string template, string joint, string axis)
        => template.Replace("{joint}", joint, StringComparison.Ordinal).Replace("{axis}", axis, StringComparison.Ordinal);

    /// <summary>
    /// What of a column's name is left without the first axis: "nose" of "nose_x", "noseX", "x_nose"; null where it has none.
    /// </summary>
    private string? WithoutAxis(string column)
    {
        var axis = axes[0];
        if (column.Length <= axis.Length)
            return null;
        if (column.EndsWith(axis, StringComparison.OrdinalIgnoreCase))
        {
            var before = column[^(axis.Length + 1)];
            if (!char.IsLetterOrDigit(before) || (char.IsUpper(column[^axis.Length]) && !char.IsUpper(before)))
                return Trimmed(column[..^axis.Length]);
        }

        var isFirst = column.StartsWith(axis, StringComparison.OrdinalIgnoreCase) && !char.IsLetterOrDigit(column[axis.Length]);
        return isFirst ? Trimmed(column[axis.Length..]) : null;
    }

    private static string? Trimmed(string name)
    {
        var start = 0;
        var end = name.Length;
        while (start < end && !char.IsLetterOrDigit(name[start]))
            start++;
        while (end > start && !char.IsLetterOrDigit(name[end - 1]))
            end--;
        return end > start ? name[start..end] : null;
    }
}
