using MsMclr.MLNet.Loaders.Formats.AzureKinect;
using MsMclr.MLNet.Loaders.Formats.Bvh;
using MsMclr.MLNet.Loaders.Formats.Csv;
using MsMclr.MLNet.Loaders.Formats.Npy;
using MsMclr.MLNet.Loaders.Formats.Ntu;
using MsMclr.MLNet.Loaders.Formats.NwUcla;
using MsMclr.MLNet.Loaders.Formats.PkuMmd;
using MsMclr.MLNet.Loaders.Formats.UtdMhad;

namespace MsMclr.MLNet;

/// <summary>Provides the known formats.</summary>
public static partial class SkeletonFormat
{
    /// <summary>
    /// Gets NTU RGB+D and NTU RGB+D 120 <c>.skeleton</c> text: Kinect v2, 25 joints, two bodies, 120 actions, everything else in the file's
    /// name.
    /// </summary>
    public static ISkeletonFormat NtuRgbd { get; } = new NtuFormat();

    /// <summary>Gets Northwestern-UCLA JSON: Kinect v1, 20 joints, one body, ten actions.</summary>
    public static ISkeletonFormat NwUcla { get; } = new NwUclaFormat();

    /// <summary>
    /// Gets Northwestern-UCLA text, as the data set's authors publish it: a folder a clip
    /// (<c>view_1/a01_s01_e00</c>), a file a frame (<c>frame_7_tc_230_skeletons.txt</c>). Set <c>SearchSubfolders</c>.
    /// </summary>
    /// <remarks>
    /// A file is a line about the frame, and 20 lines <c>x,y,z,confidence</c> for each person. A joint of confidence 0 is missing. Source:
    /// the "multiview_action" archive of Wang et al., "Cross-view action modeling, learning and recognition", CVPR 2014.
    /// </remarks>
    public static ISkeletonFormat NwUclaText { get; } = new NwUclaTextFormat();

    /// <summary>
    /// Creates the format of PKU-MMD text: Kinect v2, 25 joints, two bodies, long recordings that a second file with labeled intervals
    /// cuts into clips.
    /// </summary>
    /// <param name="labelsFolder">Where the label files are, named like the recordings (<c>.txt</c> or <c>.label.txt</c>). Null: each
    /// recording is one clip without a label.</param>
    /// <returns>The format. Clips are named <c>recording_001</c> and so on; cameras L, M, R are 1, 2, 3. Use <see cref="PkuMmdProtocol"/>
    /// for splits.</returns>
    public static ISkeletonFormat PkuMmd(string? labelsFolder = null) => new PkuMmdFormat(labelsFolder);

    /// <summary>
    /// Gets UTD-MHAD as one wide CSV table: Kinect v1, 20 joints, one body, 27 actions. The data set's <c>.mat</c> files are turned into it
    /// once, see <c>docs/formats.md</c>.
    /// </summary>
    public static ISkeletonFormat UtdMhad { get; } = new CsvSkeletonFormat(UtdMhadTable.Columns, "UTD-MHAD CSV");

    /// <summary>
    /// Gets the JSON that <c>offline_processor</c> writes, of the body tracking samples for Azure Kinect, which Orbbec's cameras run too:
    /// 32 joints, two bodies with ids, a file a clip.
    /// </summary>
    /// <remarks>
    /// Millimeters become meters. Axes are the depth camera's: x to the right of the picture, y down, z away from the camera. Source:
    /// <c>microsoft/Azure-Kinect-Samples</c>, <c>body-tracking-samples/offline_processor/main.cpp</c>.
    /// </remarks>
    public static ISkeletonFormat AzureKinect { get; } = new AzureKinectFormat();

    /// <summary>
    /// Creates a format of CSV with a header: a row a body and frame (wide), or a row a joint (long), several clips in a file or one.
    /// </summary>
    /// <param name="options">Which column means what.</param>
    /// <returns>The format.</returns>
    /// <exception cref="ArgumentException">No layout is given, or options contradict each other.</exception>
    public static ISkeletonFormat Csv(CsvSkeletonOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new CsvSkeletonFormat(options);
    }

    /// <summary>Creates the format of a CSV file whose columns are called as usual; see <see cref="ScanCsv"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="known">What is known of it already; null for nothing.</param>
    /// <returns>The format.</returns>
    /// <exception cref="SkeletonFileException">The file is no CSV, or no columns are the coordinates of joints.</exception>
    public static ISkeletonFormat Csv(string path, CsvSkeletonOptions? known = null) => Csv(ScanCsv(path, known));

    /// <summary>
    /// Reads a CSV file once to find out what it holds: wide or long, the columns, the layout, how many bodies, and the actions. Columns
    /// are found by usual names (<c>clip</c>, <c>frame</c>, <c>timestamp</c>, <c>action</c>, <c>track_id</c> and so on).
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="known">What is known of it already, which stays; null for nothing.</param>
    /// <returns>New options. The layout is a known one where one has just these joints. Otherwise it is made of the names by
    /// <see cref="JointNames"/>, and what is doubtful about it is logged when files are loaded.</returns>
    /// <exception cref="SkeletonFileException">The file is no CSV, has no row, or no columns are the coordinates of joints; joints that
    /// have numbers alone fit several known layouts, or none.</exception>
    public static CsvSkeletonOptions ScanCsv(string path, CsvSkeletonOptions? known = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return CsvScan.Complete(path, known ?? new CsvSkeletonOptions());
    }

    /// <summary>Reads a CSV file once to collect its actions, for <see cref="CsvSkeletonOptions.Actions"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="labelColumn">The column of the actions, case-insensitive.</param>
    /// <param name="delimiter">What separates fields; null to find it out, see <see cref="CsvSkeletonOptions.Delimiter"/>.</param>
    /// <returns>The names in ordinal order; numbers from 1 to the largest where all are whole numbers.</returns>
    /// <exception cref="SkeletonFileException">The file is no CSV, has no such column, or more than 10,000 different values in
    /// it.</exception>
    public static IReadOnlyList<string> ScanCsvActions(string path, string labelColumn, char? delimiter = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentException.ThrowIfNullOrWhiteSpace(labelColumn);
        return CsvActions.Scan(path, labelColumn, delimiter);
    }

    /// <summary>
    /// Creates a format of NumPy <c>.npy</c> arrays <c>[N, C, T, V, M]</c>, what Python code preprocesses to, with labels from
    /// <c>.npy</c> or CSV. Arrays may
    /// be larger than memory.
    /// </summary>
    /// <param name="options">The layout, the labels.</param>
    /// <returns>The format. Clips are named <c>file_000000</c> and so on, or as the labels' file names them.</returns>
    /// <exception cref="ArgumentException">No layout is given, or labels without the actions' names.</exception>
    public static ISkeletonFormat Npy(NpySkeletonOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new NpyFormat(options);
    }

    /// <summary>Creates a format of BVH motion capture, turned into joint positions by forward kinematics.</summary>
    /// <param name="layout">The joints that clips have, found in the hierarchy by name; <see cref="BvhLayout"/> makes one of a file's
    /// own.</param>
    /// <param name="joints">What a layout's joints are called in the files, where the names differ; null if nowhere.</param>
    /// <param name="scale">What positions are multiplied by, for example 0.01 for files in centimeters.</param>
    /// <param name="bodies">M, how many bodies a clip has room for, a root in the file each; null for one, where files of several roots
    /// are refused.</param>
    /// <returns>The format.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is not a positive number, or <paramref name="bodies"/> is
    /// below 1.</exception>
    public static ISkeletonFormat Bvh(
        SkeletonLayout layout,
        IReadOnlyDictionary<string, string>? joints = null,
        float scale = 1,
        int? bodies = null)
    {
        ArgumentNullException.ThrowIfNull(layout);
        if (!float.IsFinite(scale) || scale <= 0)
            throw new ArgumentOutOfRangeException(nameof(scale), scale, "Expected a positive number.");
        ArgumentOutOfRangeException.ThrowIfLessThan(bodies ?? 1, 1, nameof(bodies));
        var names = joints is null ? null : new Dictionary<string, string>(joints, StringComparer.OrdinalIgnoreCase);
        return new BvhFormat(layout, names, scale, bodies);
    }

    /// <summary>Creates the format of BVH files that are like one of them: its hierarchy is the layout, its roots are the bodies.</summary>
    /// <param name="path">The file.</param>
    /// <param name="names">What joints' names don't tell: pairs of sides, shoulders, the center; null for nothing.</param>
    /// <param name="scale">What positions are multiplied by, for example 0.01 for files in centimeters.</param>
    /// <returns>The format. What is doubtful about the layout is logged when files are loaded.</returns>
    /// <exception cref="ArgumentException">A joint of <paramref name="names"/> is not in the file.</exception>
    /// <exception cref="SkeletonFileException">The file is not BVH.</exception>
    public static ISkeletonFormat Bvh(string path, JointNamesOptions? names = null, float scale = 1)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var (layout, bodies) = Loaders.Formats.Bvh.BvhLayout.Read(path, names);
        return Bvh(layout, scale: scale, bodies: bodies > 1 ? bodies : null);
    }

    /// <summary>
    /// Reads the layout of a BVH file: its whole hierarchy, ends of limbs included, the hips or the root as center, mirrored by left and
    /// right in names (see <see cref="JointNames"/>), grouped by limbs.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="names">What joints' names don't tell: pairs of sides, shoulders, the center; null for nothing.</param>
    /// <returns>The layout. What is doubtful stands in its <see cref="SkeletonLayout.Warnings"/>.</returns>
    /// <exception cref="ArgumentException">A joint of <paramref name="names"/> is not in the file.</exception>
    /// <exception cref="SkeletonFileException">The file is not BVH.</exception>
    public static SkeletonLayout BvhLayout(string path, JointNamesOptions? names = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return Loaders.Formats.Bvh.BvhLayout.Read(path, names).Layout;
    }
}
