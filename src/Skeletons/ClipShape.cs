namespace MsMclr.MLNet;

/// <summary>The size of a prepared clip, <c>[C, T, V, M]</c>: what a network expects and a <c>Skeleton</c> column holds.</summary>
/// <param name="Channels">C, coordinates a joint (3 for x, y, z).</param>
/// <param name="Frames">T, frames a clip.</param>
/// <param name="Joints">V, joints a body.</param>
/// <param name="Bodies">M, bodies a frame.</param>
public readonly record struct ClipShape(int Channels, int Frames, int Joints, int Bodies)
{
    /// <summary>Gets the number of values in a clip, <c>C * T * V * M</c>.</summary>
    public int Length => checked(Channels * Frames * Joints * Bodies);

    /// <summary>The position of a value in a clip of this shape, body fastest.</summary>
    internal int Offset(int channel, int frame, int joint, int body) => (((channel * Frames) + frame) * Joints + joint) * Bodies + body;

    /// <summary><c>[C, T, V, M]</c> as text, the way error messages and docs write it.</summary>
    public override string ToString() => $"[{Channels}, {Frames}, {Joints}, {Bodies}]";
}
