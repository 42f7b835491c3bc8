using System.CommandLine;

namespace MsMclr.MLNet.Cli.Data;

/// <summary>The options that say which files are read and what becomes of what is in them, whatever their format is.</summary>
internal sealed class LoadingOptions
{
    public Option<bool> SearchSubfolders { get; } = new("--search-subfolders")
    {
        Description = "Looks in folders below --data, too. A --path-pattern with folders does so anyway.",
    };

    public Option<bool> FollowLinks { get; } = new("--follow-links")
    {
        Description = "Follows links in folders, and reads each file once. Otherwise they are passed over, with a warning.",
    };

    public Option<string> PathPattern { get; } = new("--path-pattern")
    {
        Description = "What paths below --data tell, for example '{label}/*' or '{label}/{subject}_{trial}*.json'. Fields: label, subject, "
            + "camera, setup, trial, name.",
        HelpName = "PATTERN",
    };

    public Option<BodyOrder?> BodyOrder { get; } = new("--body-order")
    {
        Description = "Which bodies go into a clip, and in which place. Tracked if not given, and File with a paper's recipe.",
        HelpName = string.Join('|', Enum.GetNames<BodyOrder>()),
    };

    public Option<FrameGaps> FrameGaps { get; } = new("--frame-gaps")
    {
        Description = "What becomes of frame numbers that are missing: frames without a body, a refusal, or interpolated bodies.",
        HelpName = string.Join('|', Enum.GetNames<FrameGaps>()),
    };

    public Option<int?> LongestInterpolatedGap { get; } = new("--longest-interpolated-gap")
    {
        Description = "The most missing frame numbers in a row that --frame-gaps Interpolate fills. 5 if not given.",
        HelpName = "FRAMES",
    };

    public IEnumerable<Option> All => [SearchSubfolders, FollowLinks, PathPattern, BodyOrder, FrameGaps, LongestInterpolatedGap];

    /// <summary>Puts what the options say into those of the loader, except what tells labels (<see cref="LabelSources"/>).</summary>
    /// <exception cref="FormatException">A longest gap is given, and gaps are not interpolated.</exception>
    public void Apply(SkeletonLoader.Options loading, ParseResult parsed)
    {
        loading.SearchSubfolders = parsed.GetValue(SearchSubfolders);
        loading.FollowLinks = parsed.GetValue(FollowLinks);
        loading.BodyOrder = parsed.GetValue(BodyOrder) ?? loading.BodyOrder;
        loading.FrameGaps = parsed.GetValue(FrameGaps);
        if (parsed.GetValue(LongestInterpolatedGap) is not { } longest)
            return;
        Refusal.Unless(
            loading.FrameGaps == MsMclr.MLNet.FrameGaps.Interpolate && longest >= 1,
            $"{LongestInterpolatedGap.Name} {longest}: expected 1 or more frames, and {FrameGaps.Name} Interpolate.");
        loading.LongestInterpolatedGap = longest;
    }
}
