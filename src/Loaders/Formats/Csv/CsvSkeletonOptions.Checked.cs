using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

/// <content>What must hold of the options.</content>
public sealed partial class CsvSkeletonOptions
{
    internal const string AnyCoordinate = "{joint}_{axis}";

    /// <summary>The axes, and the score after them.</summary>
    internal IReadOnlyList<string> Values => Score is null ? Axes : [.. Axes, Score];

    internal CsvSkeletonOptions Copy() => (CsvSkeletonOptions)MemberwiseClone();

    internal CsvSkeletonOptions Checked()
    {
        const string owner = nameof(CsvSkeletonOptions);
        if (Layout is null)
        {
            throw new ArgumentException(
                "No layout is given; set Layout, for example to SkeletonLayout.UtdMhad, or find it in a file: SkeletonFormat.ScanCsv.",
                nameof(Layout));
        }

        if (Axes.Count == 0 || Axes.Any(string.IsNullOrWhiteSpace))
            throw new ArgumentException("Name at least one axis, and each of them.", nameof(Axes));
        if (JointColumn is not null && FrameColumn is null && TimeColumn is null)
        {
            throw new ArgumentException(
                "The long form needs FrameColumn or TimeColumn, to know where a frame ends.",
                nameof(FrameColumn));
        }

        if (LabelColumn is not null && Actions.Count == 0)
        {
            throw new ArgumentException(
                "LabelColumn needs the actions' names: set Actions, or collect them with SkeletonFormat.ScanCsvActions.",
                nameof(Actions));
        }

        var namesJoint = Coordinate.Contains("{joint}", StringComparison.Ordinal);
        var namesAxis = Coordinate.Contains("{axis}", StringComparison.Ordinal);
        if (JointColumn is null && !(namesJoint && namesAxis))
            throw new ArgumentException($"'{Coordinate}' has no {{joint}} or no {{axis}} in it.", nameof(Coordinate));
        OptionCheck.Require(Bodies is null or >= 1, owner, nameof(Bodies), Bodies, "1 or more, or null");
        OptionCheck.Require(FirstJoint >= 0, owner, nameof(FirstJoint), FirstJoint, "0 or more");
        var isSeparator = DecimalSeparator is null or '.' or ',';
        OptionCheck.Require(isSeparator, owner, nameof(DecimalSeparator), DecimalSeparator, "a point, a comma, or null");
        OptionCheck.RequireNamed(TimeUnit, owner, nameof(TimeUnit));
        OptionCheck.RequireNamed(MissingValues, owner, nameof(MissingValues));
        return Copy();
    }
}
