using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

/// <summary>Which column of a CSV file means what. Names are compared without regard to case, spaces and ASCII punctuation, so
/// <c>hip_center_x</c> is <c>HipCenterX</c>;
/// where several columns are alike then, the one that is spelled exactly so is meant.</summary>
/// <remarks>
/// <para>Wide: a row is a body in a frame, with a column for each coordinate, found by <see cref="Coordinate"/>. Long: a row is a joint,
/// named by
/// <see cref="JointColumn"/>, with columns <see cref="Axes"/>.</para>
/// <para>Rows of a clip, of a frame and of a body stand together; a new value in their column begins the next one.</para>
/// </remarks>
public sealed class CsvSkeletonOptions
{
    /// <summary>Gets or sets the joints, in the order that clips will have them.</summary>
    /// <value>Required.</value>
    public SkeletonLayout? Layout { get; set; }

    /// <summary>Gets or sets the axes of a joint.</summary>
    /// <value>Default x, y, z.</value>
    public IReadOnlyList<string> Axes { get; set; } = ["x", "y", "z"];

    /// <summary>Gets or sets how a coordinate's column is named in the wide form.</summary>
    /// <value>Default <c>{joint}_{axis}</c>.</value>
    public string Coordinate { get; set; } = "{joint}_{axis}";

    /// <summary>Gets or sets the column that names the joint (or holds its index, 0-based); makes the form long.</summary>
    /// <value>Default null: the form is wide.</value>
    public string? JointColumn { get; set; }

    /// <summary>Gets or sets the column that tells clips apart and names them.</summary>
    /// <value>Default null: a file is one clip, named like the file.</value>
    public string? ClipColumn { get; set; }

    /// <summary>Gets or sets the column that tells frames apart.</summary>
    /// <value>Default null: every row is a frame (wide form only).</value>
    public string? FrameColumn { get; set; }

    /// <summary>Gets or sets the column that tells the bodies of a frame apart: a whole number, the body's id.</summary>
    /// <value>Default null: one body a frame.</value>
    public string? BodyColumn { get; set; }

    /// <summary>Gets or sets the column of the action: its name, or its number from 1.</summary>
    /// <value>Default null: no label.</value>
    public string? LabelColumn { get; set; }

    /// <summary>Gets or sets the actions' names, in the order of their numbers.</summary>
    /// <value>Default empty. Needed with <see cref="LabelColumn"/>; <see cref="SkeletonFormat.ScanCsvActions"/> collects them from a
    /// file.</value>
    public IReadOnlyList<string> Actions { get; set; } = [];

    /// <summary>Gets or sets the column of the subject's number.</summary>
    /// <value>Default null.</value>
    public string? SubjectColumn { get; set; }

    /// <summary>Gets or sets the column of the camera's number.</summary>
    /// <value>Default null.</value>
    public string? CameraColumn { get; set; }

    /// <summary>Gets or sets the column of the setup's number.</summary>
    /// <value>Default null.</value>
    public string? SetupColumn { get; set; }

    /// <summary>Gets or sets the column of the repetition's number.</summary>
    /// <value>Default null.</value>
    public string? ReplicationColumn { get; set; }

    /// <summary>Gets or sets the frames a second.</summary>
    /// <value>Default 0: not known.</value>
    public float FrameRate { get; set; }

    /// <summary>Gets or sets M, how many bodies a clip has room for.</summary>
    /// <value>Default 1.</value>
    public int Bodies { get; set; } = 1;

    /// <summary>Gets or sets what separates fields.</summary>
    /// <value>Default <c>,</c>.</value>
    public char Delimiter { get; set; } = ',';

    internal CsvSkeletonOptions Checked()
    {
        if (Layout is null)
            throw new ArgumentException("No layout is given; set Layout, for example to SkeletonLayout.UtdMhad.", nameof(Layout));
        if (Axes.Count == 0 || Axes.Any(string.IsNullOrWhiteSpace))
            throw new ArgumentException("Name at least one axis, and each of them.", nameof(Axes));
        if (JointColumn is not null && FrameColumn is null)
            throw new ArgumentException("The long form needs FrameColumn, to know where a frame ends.", nameof(FrameColumn));
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
        OptionCheck.Require(Bodies >= 1, nameof(CsvSkeletonOptions), nameof(Bodies), Bodies, "1 or more");
        return (CsvSkeletonOptions)MemberwiseClone();
    }
}
