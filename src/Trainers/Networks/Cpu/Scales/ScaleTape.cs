namespace MsMclr.MLNet.Trainers.Networks.Cpu.Scales;

/// <summary>What the forward pass of one scale of one row keeps for the backward pass.</summary>
/// <param name="shape">The sizes.</param>
/// <param name="memory">Room for <see cref="Length"/> floats.</param>
/// <param name="x">The features.</param>
internal readonly unsafe struct ScaleTape(ScaleShape shape, float* memory, float* x)
{
    public ScaleShape Shape { get; } = shape;

    /// <summary>Gets the features, <c>[V', T, D]</c>.</summary>
    public float* X { get; } = x;

    /// <summary>Gets what the gate is, <c>[V', T, D]</c>.</summary>
    public float* Gate { get; } = memory;

    /// <summary>Gets the narrowed features, normalized.</summary>
    public float* Normalized { get; } = memory + shape.WideLength;

    /// <summary>Gets their differences.</summary>
    public float* Motion { get; } = memory + shape.WideLength + shape.NarrowLength;

    /// <summary>Gets what is widened: the narrowed features, and what attention adds.</summary>
    public float* Sum { get; } = memory + shape.WideLength + (2 * shape.NarrowLength);

    /// <summary>Gets the scales of normalization, <c>[T, C]</c>.</summary>
    public float* Scale { get; } = memory + shape.WideLength + (3 * shape.NarrowLength);

    /// <summary>Gets the weights of attention, <c>[T, T]</c>.</summary>
    public float* Weights { get; } = memory + shape.WideLength + (3 * shape.NarrowLength) + shape.NarrowJoint;

    /// <summary>Gets the floats of a tape.</summary>
    public static int Length(ScaleShape shape)
        => shape.WideLength + (3 * shape.NarrowLength) + shape.NarrowJoint + (shape.Frames * shape.Frames);
}
