namespace MsMclr.MLNet.Transforms.Preparation;

/// <summary>
/// What <c>Prepare</c> does, fitted: recordings <c>[T, M, V, C]</c> of any length to clips <c>[C, T, V, M]</c> of one shape.
/// </summary>
internal sealed record ClipPreparation(
    SkeletonLayout Layout,
    ClipShape Shape,
    ClipLengthRule Length,
    ClipCentering Centering,
    ClipTurning Turning,
    ClipScale Scale = ClipScale.None)
{
    /// <summary>What keeps a body without shoulders from a division by zero (method, step 4 of the preprocessing).</summary>
    public const double ShoulderFloor = 1e-4;

    /// <summary>How many of a joint's values are coordinates; those after them are scores.</summary>
    public int Coordinates { get; init; } = Shape.Channels;

    /// <summary>What becomes of joints that were not found.</summary>
    public MissingJoints MissingJoints { get; init; }

    /// <summary>
    /// Whether recordings may have joints that were not found. False for the part of a graph that is run for those that have none.
    /// </summary>
    public bool MayMissJoints { get; init; } = true;

    /// <summary>Whether joints may be missing still once they are filled: of tracks that have none, or as they are kept.</summary>
    public bool MayStayMissing => MayMissJoints && MissingJoints != MissingJoints.Zero;

    /// <summary>For how many frames a body may be away and still be interpolated.</summary>
    public int LongestInterpolatedGap { get; init; }

    /// <summary>The joints that stand in for a missing center: <see cref="CenterPoint.Neighbors"/>.</summary>
    public (int First, int Second)? CenterNeighbors { get; } = CenterPoint.Neighbors(Layout);

    /// <summary>The hips, which stand in for missing shoulders.</summary>
    public TrunkJoints? Hips { get; } = TrunkJoints.Find(Layout);

    /// <summary>The values of a body in a recorded frame.</summary>
    public int BodyLength => Shape.Joints * Shape.Channels;

    /// <summary>The values of a recorded frame.</summary>
    public int FrameLength => Shape.Bodies * BodyLength;

    /// <summary>The position of a body's values in a recording.</summary>
    public int Offset(int frame, int body) => ((frame * Shape.Bodies) + body) * BodyLength;

    /// <summary>The position of a joint's values in a recording.</summary>
    public int Offset(int frame, int body, int joint) => Offset(frame, body) + (joint * Shape.Channels);
}
