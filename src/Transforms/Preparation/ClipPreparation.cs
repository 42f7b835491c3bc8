namespace MsMclr.MLNet.Transforms.Preparation;

/// <summary>What <c>Prepare</c> does, fitted: recordings <c>[T, M, V, C]</c> of any length to clips <c>[C, T, V, M]</c> of one shape.</summary>
internal sealed record ClipPreparation(SkeletonLayout Layout, ClipShape Shape, ClipLengthRule Length, ClipCentering Centering, ClipTurning Turning)
{
    /// <summary>What keeps a body without shoulders from a division by zero (method, step 4 of the preprocessing).</summary>
    public const double ShoulderFloor = 1e-4;

    /// <summary>The values of a recorded frame.</summary>
    public int FrameLength => Shape.Bodies * Shape.Joints * Shape.Channels;

    /// <summary>The position of a value in a recording.</summary>
    public int Offset(int frame, int body, int joint, int channel) => (((((frame * Shape.Bodies) + body) * Shape.Joints) + joint) * Shape.Channels) + channel;
}
