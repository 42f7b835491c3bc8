namespace MsMclr.MLNet.Examples;

/// <summary>The words of the command line and what they stand for.</summary>
internal static class Choices
{
    public const string Synthetic = "synthetic";

    private const string PkuCrossSubject = "pku-mmd-xsub";

    public static IReadOnlyDictionary<string, string[]> SplitsOf { get; } = new Dictionary<string, string[]>
    {
        ["ntu"] = ["ntu60-xsub", "ntu60-xview", "ntu120-xsub", "ntu120-xset"],
        ["nw-ucla"] = ["nw-ucla-xview", "nw-ucla-xsub"],
        ["utd-mhad"] = ["utd-mhad-xsub"],
        ["pku-mmd"] = ["pku-mmd-xview", PkuCrossSubject],
        [Synthetic] = ["unseen-subjects"],
    };

    /// <exception cref="FormatException">The format needs more than a path.</exception>
    public static ISkeletonFormat Format(string name, string? intervals) => name switch
    {
        "ntu" => SkeletonFormat.NtuRgbd,
        "nw-ucla" => SkeletonFormat.NwUcla,
        "utd-mhad" => SkeletonFormat.Csv(UtdMhad.Columns),
        _ => SkeletonFormat.PkuMmd(intervals ?? throw new FormatException("--format pku-mmd needs --intervals DIR, the folder of the data set's label files (action,start,end,confidence).")),
    };

    /// <exception cref="FormatException">The split is not one of the format's, or needs the data set's list.</exception>
    public static SkeletonProtocol Split(string name, string format, string? list) => !SplitsOf[format].Contains(name)
        ? throw new FormatException($"--split {name} does not divide --format {format}; that has {string.Join(", ", SplitsOf[format])}.")
        : name switch
        {
            "ntu60-xsub" => NtuProtocol.CrossSubject60,
            "ntu60-xview" => NtuProtocol.CrossView60,
            "ntu120-xsub" => NtuProtocol.CrossSubject120,
            "ntu120-xset" => NtuProtocol.CrossSetup120,
            "nw-ucla-xview" => NwUclaProtocol.CrossView,
            "nw-ucla-xsub" => NwUclaProtocol.CrossSubject,
            "utd-mhad-xsub" => UtdMhadProtocol.CrossSubject,
            "pku-mmd-xview" => PkuMmdProtocol.CrossView,
            PkuCrossSubject => PkuMmdProtocol.FromList("PKU-MMD cross-subject", list ?? throw new FormatException($"--split {name} needs --list FILE, the data set's cross-subject.txt.")),
            _ => SkeletonProtocol.LeaveSubjectsOut(Enumerable.Range(11, 6).Select(subject => (uint)subject)) with { Name = "Synthetic, unseen subjects" },
        };

    public static IReadOnlyList<SkeletonStream> Streams(string name)
        => name == "all" ? Enum.GetValues<SkeletonStream>() : [Enum.Parse<SkeletonStream>(name, ignoreCase: true)];
}
