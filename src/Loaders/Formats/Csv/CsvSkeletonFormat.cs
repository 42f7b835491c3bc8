using System.Collections.Immutable;
using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Loaders.Formats.Csv;

/// <summary>CSV with a header, wide or long, read row by row through CsvHelper.</summary>
internal sealed class CsvSkeletonFormat(CsvSkeletonOptions options, string name = "CSV") : ISkeletonFormat
{
    private readonly CsvSkeletonOptions _options = options.Checked();

    public string Name => name;

    public SkeletonLayout Layout => _options.Layout!;

    public int Channels => _options.Axes.Count;

    public int Bodies => _options.Bodies;

    public ClipFields Fields { get; } = FieldsOf(options);

    public ImmutableArray<string> Actions { get; } = options.LabelColumn is null ? [] : [.. options.Actions];

    public bool Accepts(string fileName) => fileName.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);

    public ClipInfo? Describe(string name) => null;

    public IEnumerable<ClipInfo> Read(SkeletonFile file, SkeletonClipBuilder clip)
    {
        using var rows = new CsvRows(file, _options.Delimiter);
        var map = new CsvColumnMap(_options, rows);
        var frames = new CsvFrames(map, rows, clip, _options.JointColumn is not null);
        var names = new HashSet<string>(StringComparer.Ordinal);
        ClipInfo? current = null;
        while (rows.Next())
        {
            var clipName = map.ClipName(file, current?.Name);
            if (current is null || clipName != current.Name)
            {
                if (current is not null)
                {
                    frames.End();
                    yield return current;
                }

                if (!names.Add(clipName))
                {
                    throw rows.Bad(
                        $"clip '{TextLines.Shown(clipName)}' begins again; "
                        + "the rows of a clip must stand together, sort the file by clip and frame");
                }

                current = map.Describe(clipName, Actions, _options.FrameRate);
                frames.Begin();
            }

            frames.Add();
        }

        if (current is null)
            throw rows.Bad("there is no row below the header");
        frames.End();
        yield return current;
    }

    private static ClipFields FieldsOf(CsvSkeletonOptions options)
        => (options.SubjectColumn is null ? 0 : ClipFields.Subject)
            | (options.CameraColumn is null ? 0 : ClipFields.Camera)
            | (options.SetupColumn is null ? 0 : ClipFields.Setup)
            | (options.ReplicationColumn is null ? 0 : ClipFields.Replication)
            | (options.FrameRate > 0 ? ClipFields.FrameRate : 0);
}
