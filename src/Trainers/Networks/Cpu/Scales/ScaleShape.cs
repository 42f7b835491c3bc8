namespace MsMclr.MLNet.Trainers.Networks.Cpu.Scales;

/// <summary>
/// The sizes of one scale of motion attention, of one row, as the kernels see them. Values stand in the order <c>[V', T, C]</c>, and
/// channels are padded to <see cref="Lanes"/>.
/// </summary>
/// <param name="Joints">V', the joints, parts or regions.</param>
/// <param name="Frames">T.</param>
/// <param name="Wide">The padded width of the features.</param>
/// <param name="Narrow">The padded width between the two convolutions.</param>
/// <param name="Token">How many values a frame has between them, without padding: V' times the width.</param>
internal readonly record struct ScaleShape(int Joints, int Frames, int Wide, int Narrow, int Token)
{
    /// <summary>Gets how many frames of all joints there are.</summary>
    public int Positions => Joints * Frames;

    /// <summary>Gets the floats of the features.</summary>
    public int WideLength => Positions * Wide;

    /// <summary>Gets the floats between the convolutions.</summary>
    public int NarrowLength => Positions * Narrow;

    /// <summary>Gets the floats of a joint between the convolutions.</summary>
    public int NarrowJoint => Frames * Narrow;
}
