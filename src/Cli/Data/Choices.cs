namespace MsMclr.MLNet.Cli.Data;

/// <summary>The words of the command line and what they stand for.</summary>
internal static class Choices
{
    public const string Synthetic = "synthetic";

    public const string TestData = "test-data";

    private const string PkuCrossSubject = "pku-mmd-xsub";

    public static IReadOnlyDictionary<string, string[]> SplitsOf { get; } = new Dictionary<string, string[]>
    {
        ["ntu"] = ["ntu60-xsub", "ntu60-xview", "ntu120-xsub", "ntu120-xset", .. Any],
        ["nw-ucla"] = ["nw-ucla-xview", "nw-ucla-xsub", .. Any],
        ["nw-ucla-text"] = ["nw-ucla-xview", "nw-ucla-xsub", .. Any],
        ["utd-mhad"] = ["utd-mhad-xsub", .. Any],
        ["pku-mmd"] = ["pku-mmd-xview", PkuCrossSubject, .. Any],
        ["csv"] = Any,
        ["npy"] = Any,
        ["kinetics"] = Any,
        ["openpose"] = Any,
        ["coco"] = Any,
        ["alphapose"] = Any,
        ["mmpose"] = Any,
        ["mediapipe"] = Any,
        ["azure-kinect"] = Any,
        ["bvh"] = Any,
        [Synthetic] = ["unseen-subjects"],
    };

    public static IEnumerable<string> Formats => SplitsOf.Keys;

    /// <summary>Formats of files.</summary>
    public static IEnumerable<string> Files => Formats.Where(format => format != Synthetic);

    private static string[] Any => [.. ColumnSplit.Words, TestData];

    /// <summary>A split that needs no look at the clips.</summary>
    /// <exception cref="FormatException">The split needs the data set's list.</exception>
    public static SkeletonProtocol Split(string name, string? list) => name switch
    {
        "ntu60-xsub" => NtuProtocol.CrossSubject60,
        "ntu60-xview" => NtuProtocol.CrossView60,
        "ntu120-xsub" => NtuProtocol.CrossSubject120,
        "ntu120-xset" => NtuProtocol.CrossSetup120,
        "nw-ucla-xview" => NwUclaProtocol.CrossView,
        "nw-ucla-xsub" => NwUclaProtocol.CrossSubject,
        "utd-mhad-xsub" => UtdMhadProtocol.CrossSubject,
        "pku-mmd-xview" => PkuMmdProtocol.CrossView,
        PkuCrossSubject => PkuSplit(list),
        TestData => SeparateTestData(),
        _ => SyntheticSplit(),
    };

    public static IReadOnlyList<SkeletonStream> Streams(string name)
        => name == "all"
            ? [SkeletonStream.Joint, SkeletonStream.Bone, SkeletonStream.Motion]
            : [Enum.Parse<SkeletonStream>(name, ignoreCase: true)];

    private static SkeletonProtocol PkuSplit(string? list)
    {
        if (list is null)
            throw new FormatException($"--split {PkuCrossSubject} needs --list FILE, the data set's cross-subject.txt.");
        return PkuMmdProtocol.FromList("PKU-MMD cross-subject", list);
    }

    private static SkeletonProtocol SeparateTestData()
    {
        var train = new SkeletonSplit("data", _ => true);
        var test = new SkeletonSplit(TestData, _ => true);
        return new SkeletonProtocol("Separate test data", train, test);
    }

    private static SkeletonProtocol SyntheticSplit()
    {
        var tested = Enumerable.Range(11, 6).Select(subject => (uint)subject);
        return SkeletonProtocol.LeaveSubjectsOut(tested) with { Name = "Synthetic, unseen subjects" };
    }
}
