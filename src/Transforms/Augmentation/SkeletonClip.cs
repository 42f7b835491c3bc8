using MsMclr.MLNet.Transforms.Columns;

namespace MsMclr.MLNet;

/// <summary>Represents a clip that an augmentation changes in place.</summary>
public readonly ref struct SkeletonClip
{
    /// <summary>Initializes a clip over values in memory.</summary>
    /// <param name="values">The coordinates, <c>[C, T, V, M]</c>, body fastest; changed in place.</param>
    /// <param name="shape">Their shape.</param>
    /// <param name="layout">The skeleton.</param>
    /// <param name="scratch">Room for one more clip, its contents of no account; one buffer serves any number of clips in turn.</param>
    /// <exception cref="ArgumentException">A span or the layout does not fit the shape.</exception>
    public SkeletonClip(Span<float> values, ClipShape shape, SkeletonLayout layout, Span<float> scratch)
    {
        ArgumentNullException.ThrowIfNull(layout);
        if (values.Length != shape.Length)
        {
            throw new ArgumentException(
                $"A clip of shape {shape} holds {shape.Length} values, but {values.Length} are given.",
                nameof(values));
        }

        if (layout.JointCount != shape.Joints)
        {
            throw new ArgumentException(
                $"The layout {layout} does not fit a clip of shape {shape}; give the layout that the clip was recorded with.",
                nameof(layout));
        }

        if (scratch.Length < shape.Length)
        {
            throw new ArgumentException(
                $"The scratch holds {scratch.Length} values; a clip of shape {shape} needs {shape.Length}.",
                nameof(scratch));
        }

        Values = values;
        Shape = shape;
        Layout = layout;
        Scratch = scratch[..shape.Length];
        Coordinates = shape.Channels;
    }

    /// <summary>Initializes a clip of which the last channels are no coordinates, such as a detector's scores.</summary>
    /// <param name="values">The coordinates and what comes after them, <c>[C, T, V, M]</c>, body fastest; changed in place.</param>
    /// <param name="shape">Their shape.</param>
    /// <param name="layout">The skeleton.</param>
    /// <param name="scratch">Room for one more clip, its contents of no account; one buffer serves any number of clips in turn.</param>
    /// <param name="coordinates">How many of the C channels are coordinates, from 1 to C.</param>
    /// <exception cref="ArgumentException">A span or the layout does not fit the shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="coordinates"/> is below 1 or above C.</exception>
    public SkeletonClip(Span<float> values, ClipShape shape, SkeletonLayout layout, Span<float> scratch, int coordinates)
        : this(values, shape, layout, scratch)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(coordinates, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(coordinates, shape.Channels);
        Coordinates = coordinates;
    }

    /// <summary>Gets the coordinates, <c>[C, T, V, M]</c>, body fastest. An absent body is all zeros.</summary>
    public Span<float> Values { get; }

    /// <summary>Gets C, T, V and M.</summary>
    public ClipShape Shape { get; }

    /// <summary>Gets the skeleton.</summary>
    public SkeletonLayout Layout { get; }

    /// <summary>
    /// Gets how many of the C channels are coordinates. The rest, such as a detector's scores, come after them. Steps that move joints
    /// leave those alone.
    /// </summary>
    public int Coordinates { get; }

    /// <summary>Gets room for one more clip, for an augmentation's own use.</summary>
    public Span<float> Scratch { get; }

    /// <summary>Gets the values of one channel (coordinate), <c>[T, V, M]</c>.</summary>
    /// <param name="channel">The channel, 0-based.</param>
    /// <returns>A part of <see cref="Values"/>.</returns>
    public Span<float> Channel(int channel)
    {
        var length = Shape.Frames * Shape.Joints * Shape.Bodies;
        return Values.Slice(channel * length, length);
    }

    /// <summary>Gets the clip without its scores, <c>[<see cref="Coordinates"/>, T, V, M]</c>.</summary>
    /// <returns>A clip over the first of <see cref="Values"/>, and over the first of <see cref="Scratch"/>.</returns>
    public SkeletonClip OfCoordinates()
    {
        if (Coordinates == Shape.Channels)
            return this;
        var shape = Shape with { Channels = Coordinates };
        return new SkeletonClip(Values[..shape.Length], shape, Layout, Scratch);
    }

    /// <summary>Tells whether a body has a coordinate that is not exactly 0.</summary>
    /// <param name="body">The body, 0-based.</param>
    /// <returns>False for an absent body.</returns>
    public bool HasBody(int body) => BodyPresence.IsPresent(Values, body, Shape.Bodies);

    /// <summary>Sets what belongs to absent bodies to 0.</summary>
    /// <param name="values">Values of which the body is the fastest axis, <c>[..., M]</c>.</param>
    internal void ClearAbsentBodies(Span<float> values)
    {
        var bodies = Shape.Bodies;
        for (var body = 0; body < bodies; body++)
        {
            if (HasBody(body))
                continue;
            for (var at = body; at < values.Length; at += bodies)
                values[at] = 0;
        }
    }

    internal void RequireThreeCoordinates(string augmentation)
    {
        if (Coordinates != 3)
        {
            throw new ArgumentException(
                $"{augmentation} needs three coordinates a joint, but the clip's shape is {Shape}; leave it out for clips of this kind.");
        }
    }
}
