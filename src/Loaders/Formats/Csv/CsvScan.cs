using Microsoft.ML.Data;
using MsMclr.MLNet.Loaders.Contract;

namespace MsMclr.MLNet.Loaders.Formats.Csv;

/// <summary>Finds out what a table holds, from its header and one pass over its rows. What options say already stays.</summary>
internal static class CsvScan
{
    public static CsvSkeletonOptions Complete(string path, CsvSkeletonOptions known)
    {
        var options = known.Copy();
        var limits = new SkeletonLimits(MaxFileBytes: int.MaxValue - 64, MaxFrames: int.MaxValue, MaxBodies: int.MaxValue);
        var file = new SkeletonFile(new MultiFileSource(path), 0, limits);
        try
        {
            using (var rows = new CsvRows(file, options.Delimiter, options.DecimalSeparator))
                FindColumns(options, rows);
            using (var rows = new CsvRows(file, options.Delimiter, options.DecimalSeparator))
                ReadRows(options, rows, file);
        }
        finally
        {
            file.Release();
        }

        return options;
    }

    private static void FindColumns(CsvSkeletonOptions options, CsvRows rows)
    {
        var names = new CsvKnownColumns(rows.Header);
        // Two coordinates are what most tools that see a picture give.
        var isLong = options.JointColumn is not null || IsLong(options, names);
        if (options.Axes is ["x", "y", "z"] && !HasDepth(rows.Header, names, isLong))
            options.Axes = ["x", "y"];
        if (isLong)
            options.JointColumn ??= names.Find(CsvKnownColumns.Joint);
        options.FrameColumn ??= names.Find(CsvKnownColumns.Frame);
        options.TimeColumn ??= names.Find(CsvKnownColumns.Time);
        options.ClipColumn ??= names.Find(CsvKnownColumns.Clip);
        options.LabelColumn ??= names.Find(CsvKnownColumns.Label);
        options.BodyColumn ??= names.Find(CsvKnownColumns.Body);
        if (options.JointColumn is not null && options.FrameColumn is null && options.TimeColumn is null)
            throw rows.Bad("no column tells the frame of a joint; name it: FrameColumn or TimeColumn");
    }

    private static bool IsLong(CsvSkeletonOptions options, CsvKnownColumns names)
        => names.Find(CsvKnownColumns.Joint) is not null && names.Find(options.Axes[0]) is not null;

    private static bool HasDepth(string[] header, CsvKnownColumns names, bool isLong)
    {
        if (isLong)
            return names.Find("z") is not null;
        var coordinates = new CsvCoordinates(header, ["x", "y", "z"]);
        return coordinates.Joints().Count > 0 || coordinates.CountNumbered() > 0;
    }

    private static void ReadRows(CsvSkeletonOptions options, CsvRows rows, SkeletonFile file)
    {
        var names = new CsvKnownColumns(rows.Header);
        var person = options.BodyColumn is null ? names.Find(CsvKnownColumns.Person) : null;
        var content = new CsvContent(options, rows, person);
        while (rows.Next())
            content.Add();
        if (content.Rows == 0)
            throw rows.Bad("there is no row below the header");
        options.Layout ??= options.JointColumn is null
            ? CsvLayout.Wide(options, rows, file)
            : CsvLayout.Long(options, content.Joints, rows, file);
        if (person is not null && content.Bodies > 1)
            options.BodyColumn = person;
        options.Bodies ??= options.BodyColumn is null ? 1 : content.Bodies;
        if (options.Actions.Count == 0 && options.LabelColumn is not null)
            options.Actions = CsvActions.Name(content.Labels);
        options.SubjectColumn ??= content.Numbers(names.Find(CsvKnownColumns.Subject) ?? (options.BodyColumn == person ? null : person));
        options.CameraColumn ??= content.Numbers(names.Find(CsvKnownColumns.Camera));
        options.SetupColumn ??= content.Numbers(names.Find("setup"));
        options.ReplicationColumn ??= content.Numbers(names.Find(CsvKnownColumns.Replication));
    }
}
