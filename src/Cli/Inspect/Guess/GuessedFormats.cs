using System.Globalization;
using System.Text.RegularExpressions;
using MsMclr.MLNet.Cli.Data;

namespace MsMclr.MLNet.Cli.Inspect.Guess;

/// <summary>Makes a format of what files say of themselves.</summary>
/// <param name="files">The files that the format is to read.</param>
/// <param name="layout">The skeleton, where it was said.</param>
internal sealed partial class GuessedFormats(FoundFiles files, SkeletonLayout? layout)
{
    private const int Looked = 40;
    private const int LookedTables = 5;
    private static readonly SkeletonLayout[] Images = [SkeletonLayout.OpenPose18, SkeletonLayout.OpenPose25];

    private static readonly SkeletonLayout[] Arrays =
        [SkeletonLayout.NtuRgbd, SkeletonLayout.KinectV1, SkeletonLayout.OpenPose18, SkeletonLayout.Coco17, SkeletonLayout.MediaPipe33];

    /// <exception cref="FormatException">The files do not say enough.</exception>
    public ISkeletonFormat Make(string word) => word switch
    {
        "ntu" => SkeletonFormat.NtuRgbd,
        "nw-ucla" => SkeletonFormat.NwUcla,
        "nw-ucla-text" => SkeletonFormat.NwUclaText,
        "utd-mhad" => SkeletonFormat.UtdMhad,
        "pku-mmd" => SkeletonFormat.PkuMmd(),
        "kinetics" => SkeletonFormat.Kinetics(),
        "openpose" => SkeletonFormat.OpenPose(layout ?? ByKeypoints("pose_keypoints", Images)),
        "alphapose" => SkeletonFormat.AlphaPose(layout ?? ByKeypoints("\"keypoints", [SkeletonLayout.Coco17])),
        "mmpose" => SkeletonFormat.MMPose(layout),
        "mediapipe" => SkeletonFormat.MediaPipe(layout),
        "azure-kinect" => SkeletonFormat.AzureKinect,
        "coco" => SkeletonFormat.Coco(layout ?? ByKeypoints("\"keypoints", [SkeletonLayout.Coco17])),
        "npy" => Array(),
        "csv" => Table(),
        _ => layout is null ? SkeletonFormat.Bvh(FirstOf(".bvh")) : SkeletonFormat.Bvh(layout),
    };

    // A table may be a list of labels and no recording; and labels that one of several tables has may not be all.
    private ISkeletonFormat Table()
    {
        var tables = files.Where(path => Path.GetExtension(path).ToUpperInvariant() is ".CSV" or ".TSV").Paths;
        FormatException? trouble = null;
        foreach (var table in tables.Take(LookedTables))
        {
            try
            {
                var options = SkeletonFormat.ScanCsv(table, new CsvSkeletonOptions { Layout = layout });
                if (tables.Count > 1)
                {
                    options.LabelColumn = null;
                    options.Actions = [];
                }

                return SkeletonFormat.Csv(options);
            }
            catch (FormatException error)
            {
                trouble ??= error;
            }
        }

        throw trouble ?? new FormatException("there is no table");
    }

    // How many numbers the first person's keypoints are: x, y and a score each.
    private SkeletonLayout ByKeypoints(string property, SkeletonLayout[] known)
    {
        foreach (var file in files.Sample(Looked))
        {
            var head = FoundFiles.Head(file);
            var at = head.IndexOf(property, StringComparison.Ordinal);
            var begin = at < 0 ? -1 : head.IndexOf('[', at);
            var end = begin < 0 ? -1 : head.IndexOf(']', begin);
            if (end <= begin + 1)
                continue;
            var count = head.AsSpan(begin, end - begin).Count(',') + 1;
            var found = System.Array.Find(known, layout => 3 * layout.JointCount == count);
            if (found is not null)
                return found;
            throw new FormatException($"{file}: a person has {count} numbers, {count / 3} joints; say the skeleton, --layout NAME|FILE");
        }

        return known[0];
    }

    private ISkeletonFormat Array()
    {
        var first = FirstOf(".npy");
        var shape = Shape().Match(FoundFiles.Head(first));
        int[] sizes = [.. shape.Groups[1].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(size => int.Parse(size, CultureInfo.InvariantCulture))];
        if (sizes.Length != 5)
            throw new FormatException($"{first}: its shape is ({string.Join(", ", sizes)}); [N, C, T, V, M] is expected");
        var fitting = layout ?? System.Array.Find(Arrays, known => known.JointCount == sizes[3]);
        if (fitting is null)
            throw new FormatException($"{first}: it has {sizes[3]} joints; say the skeleton, --layout NAME|FILE");
        return SkeletonFormat.Npy(new NpySkeletonOptions { Layout = fitting, Channels = sizes[1], Bodies = sizes[4] });
    }

    private string FirstOf(string extension)
        => files.Paths.First(path => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"'shape': \(([0-9, ]{1,100})\)", RegexOptions.NonBacktracking)]
    private static partial Regex Shape();
}
