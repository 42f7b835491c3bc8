namespace MsMclr.MLNet.Examples;

/// <summary>The words of the command line and what they stand for.</summary>
internal static class Choices
{
    public static IReadOnlyDictionary<string, ISkeletonFormat> Formats { get; } = new Dictionary<string, ISkeletonFormat>
    {
        ["ntu"] = SkeletonFormat.NtuRgbd,
        ["nw-ucla"] = SkeletonFormat.NwUcla,
    };

    public static IReadOnlyDictionary<string, SkeletonProtocol> Splits { get; } = new Dictionary<string, SkeletonProtocol>
    {
        ["ntu60-xsub"] = NtuProtocol.CrossSubject60,
        ["ntu60-xview"] = NtuProtocol.CrossView60,
        ["ntu120-xsub"] = NtuProtocol.CrossSubject120,
        ["ntu120-xset"] = NtuProtocol.CrossSetup120,
        ["nw-ucla-xview"] = NwUclaProtocol.CrossView,
        ["nw-ucla-xsub"] = NwUclaProtocol.CrossSubject,
    };

    public static IReadOnlyList<SkeletonStream> Streams(string name)
        => name == "all" ? Enum.GetValues<SkeletonStream>() : [Enum.Parse<SkeletonStream>(name, ignoreCase: true)];
}
