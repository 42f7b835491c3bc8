namespace MsMclr.MLNet;

/// <summary>Which column of a CSV file means what. Names are compared without regard to case, spaces and ASCII punctuation, so
/// <c>hip_center_x</c> is <c>HipCenterX</c>;
/// where several columns are alike then, the one that is spelled exactly so is meant.</summary>
/// <remarks>
/// <para>Wide: a row is a body in a frame, with a column for each coordinate, found by <see cref="Coordinate"/>. Long: a row is a joint,
/// named by <see cref="JointColumn"/>, with columns <see cref="Axes"/>.</para>
/// <para>Rows of a clip stand together. Frames are put in order by their numbers (<see cref="FrameColumn"/>) or times
/// (<see cref="TimeColumn"/>). <see cref="SkeletonFormat.ScanCsv"/> finds columns, layout, bodies and actions in a file.</para>
/// </remarks>
public sealed partial class CsvSkeletonOptions
{
    /// <summary>Gets or sets the joints, in the order that clips will have them.</summary>
    /// <value>Required. <see cref="SkeletonFormat.ScanCsv"/> finds a known layout, or makes one of the names.</value>
    public SkeletonLayout? Layout { get; set; }

    /// <summary>Gets or sets what the names of joints don't tell, for a layout that <see cref="SkeletonFormat.ScanCsv"/> makes.</summary>
    /// <value>Default null: nothing.</value>
    public JointNamesOptions? JointNames { get; set; }

    /// <summary>Gets or sets the axes of a joint.</summary>
    /// <value>Default x, y, z.</value>
    public IReadOnlyList<string> Axes { get; set; } = ["x", "y", "z"];

    /// <summary>Gets or sets the score of a joint, named as an axis is: <c>visibility</c>. It follows the coordinates as a channel of its
    /// own. A joint of score 0 was not found.</summary>
    /// <value>Default null: no score.</value>
    public string? Score { get; set; }

    /// <summary>Gets or sets how a coordinate's column is named in the wide form.</summary>
    /// <value>Default <c>{joint}_{axis}</c>. Where that finds no column, the default also finds <c>x_nose</c>, numbers of joints
    /// (<c>x1</c>, <c>landmark_0_x</c>), and other spellings of a side (<c>left_wrist_x</c> for <c>WristLeft</c>).</value>
    public string Coordinate { get; set; } = AnyCoordinate;

    /// <summary>Gets or sets the column that names the joint, or holds its number; makes the form long.</summary>
    /// <value>Default null: the form is wide.</value>
    public string? JointColumn { get; set; }

    /// <summary>Gets or sets the number of the first joint in <see cref="JointColumn"/>.</summary>
    /// <value>Default 0.</value>
    public int FirstJoint { get; set; }

    /// <summary>Gets or sets the column that tells clips apart and names them.</summary>
    /// <value>Default null: a file is one clip, named like the file.</value>
    public string? ClipColumn { get; set; }

    /// <summary>Gets or sets the column of a frame's number, its position in time. Numbers that are missing are gaps (see
    /// <see cref="SkeletonLoader.Options.FrameGaps"/>). A number may stand at the end of a text (<c>img_0007.png</c>); of texts without one
    /// a new one begins the next frame.</summary>
    /// <value>Default null: every row is a frame (wide form only), unless <see cref="TimeColumn"/> is set.</value>
    public string? FrameColumn { get; set; }

    /// <summary>Gets or sets the column of a frame's time: a number, or a date and time. It gives the frame rate; without
    /// <see cref="FrameColumn"/> it gives the positions too.</summary>
    /// <value>Default null: no times.</value>
    public string? TimeColumn { get; set; }

    /// <summary>Gets or sets what the numbers in <see cref="TimeColumn"/> count.</summary>
    /// <value>Default <see cref="CsvTimeUnit.Automatic"/>.</value>
    public CsvTimeUnit TimeUnit { get; set; } = CsvTimeUnit.Automatic;

    /// <summary>Gets or sets the column that tells the bodies of a frame apart: the body's id, a number or a name. An empty cell or a
    /// number below 0, as trackers write it, is a body without an id.</summary>
    /// <value>Default null: one body a frame.</value>
    public string? BodyColumn { get; set; }

    /// <summary>Gets or sets the column of the action: its name, or its number from 1. An empty cell is a missing label.</summary>
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
    /// <value>Default 0: not known, or told by <see cref="TimeColumn"/>.</value>
    public float FrameRate { get; set; }

    /// <summary>Gets or sets M, how many bodies a clip has room for.</summary>
    /// <value>Default null: one, and clips with several bodies in a frame are refused, so that nobody is dropped in silence.</value>
    public int? Bodies { get; set; }

    /// <summary>Gets or sets what becomes of a coordinate that is <c>NaN</c>, <c>null</c>, <c>NA</c> or an empty cell.</summary>
    /// <value>Default <see cref="MissingValues.Missing"/>.</value>
    public MissingValues MissingValues { get; set; } = MissingValues.Missing;

    /// <summary>Gets or sets what separates fields.</summary>
    /// <value>Default null: what the first line says (<c>sep=;</c>), else the one of comma, semicolon, tab and bar that the header has most
    /// of.</value>
    public char? Delimiter { get; set; }

    /// <summary>Gets or sets what stands before a number's fraction: a point or a comma.</summary>
    /// <value>Default null: a point; also a comma in a file that has no points and whose fields are separated by something else.</value>
    public char? DecimalSeparator { get; set; }
}
