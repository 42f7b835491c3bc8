using System.Collections.Immutable;
using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Loaders.Formats.Csv;

/// <summary>CSV with a header, wide or long, read row by row through CsvHelper.</summary>
internal sealed class CsvSkeletonFormat(CsvSkeletonOptions options, string name = "CSV") : ISkeletonFormat
{
    private static readonly string[] Extensions = [".csv", ".tsv", ".tab"];
    private readonly CsvSkeletonOptions _options = options.Checked();

    public string Name => name;

    public SkeletonLayout Layout => _options.Layout!;

    public int Channels => _options.Values.Count;

    public int Coordinates => _options.Axes.Count;

    public int Bodies => _options.Bodies ?? 1;

    public ClipFields Fields { get; } = FieldsOf(options);

    public ImmutableArray<string> Actions { get; } = options.LabelColumn is null ? [] : [.. options.Actions];

    public bool Accepts(string fileName)
        => Array.Exists(Extensions, extension => fileName.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    public ClipInfo? Describe(string name) => null;

    public IEnumerable<ClipInfo> Read(SkeletonFile file, SkeletonClipBuilder clip)
    {
        using var rows = new CsvRows(file, _options.Delimiter, _options.DecimalSeparator);
        var map = new CsvColumnMap(_options, rows);
        var reading = new CsvClipReading(_options, Actions, map, rows, file, clip);
        var names = new HashSet<string>(StringComparer.Ordinal);
        string? current = null;
        while (rows.Next())
        {
            var clipName = map.ClipName(file, current);
            if (current is null || clipName != current)
            {
                if (current is not null)
                    yield return reading.End();
                current = clipName;
                reading.Begin(clipName);
                if (!names.Add(clipName))
                {
                    clip.Refuse(rows.Bad(
                        $"clip '{TextLines.Shown(clipName)}' begins again; "
                        + "the rows of a clip must stand together, sort the file by clip and frame"));
                }
            }

            reading.Add();
        }

        if (current is null)
            throw rows.Bad("there is no row below the header");
        yield return reading.End();
    }

    private static ClipFields FieldsOf(CsvSkeletonOptions options)
        => (options.SubjectColumn is null ? 0 : ClipFields.Subject)
            | (options.CameraColumn is null ? 0 : ClipFields.Camera)
            | (options.SetupColumn is null ? 0 : ClipFields.Setup)
            | (options.ReplicationColumn is null ? 0 : ClipFields.Replication)
            | (options.FrameRate > 0 || options.TimeColumn is not null ? ClipFields.FrameRate : 0);
}
