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
    public int Coordinates => Shape.Channels;

    /// <summary>The values of a body in a recorded frame.</summary>
    public int BodyLength => Shape.Joints * Shape.Channels;

    /// <summary>The values of a recorded frame.</summary>
    public int FrameLength => Shape.Bodies * BodyLength;

    /// <summary>The position of a body's values in a recording.</summary>
    public int Offset(int frame, int body) => ((frame * Shape.Bodies) + body) * BodyLength;
}
