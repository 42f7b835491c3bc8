using System.Numerics;
using MsMclr.MLNet.Skeletons;

namespace MsMclr.MLNet;

/// <summary>
/// A clip in memory as it was recorded, <c>[T, M, V, C]</c>: frame after frame, in each its bodies, their joints, and the values of a
/// joint. An absent body is zeros, and a joint that was not found is NaN.
/// </summary>
/// <example><code>var clip = SkeletonRecording.From(values) with { Label = "wave", Subject = 3 };</code></example>
public sealed record SkeletonRecording
{
    /// <summary>
    /// Gets the values, <c>T * M * V * C</c> of them. They are not copied: leave them as they are while the clip is used.
    /// </summary>
    public required ReadOnlyMemory<float> Values { get; init; }

    /// <summary>Gets M, the bodies of a frame.</summary>
    public required int Bodies { get; init; }

    /// <summary>Gets V, the joints of a body.</summary>
    public required int Joints { get; init; }

    /// <summary>Gets C, the values of a joint: its coordinates, and scores after them.</summary>
    public required int Channels { get; init; }

    /// <summary>Gets the skeleton, so that a clip of another one is refused instead of misread.</summary>
    /// <value>Default null: not told.</value>
    public SkeletonLayout? Layout { get; init; }

    /// <summary>Gets what the clip is called.</summary>
    /// <value>Default null: its number in the list that it is loaded from.</value>
    public string? Name { get; init; }

    /// <summary>Gets the action.</summary>
    /// <value>Default null: not known.</value>
    public string? Label { get; init; }

    /// <summary>Gets the person, 1-based.</summary>
    /// <value>Default 0: not known.</value>
    public uint Subject { get; init; }

    /// <summary>Gets the camera or view, 1-based.</summary>
    /// <value>Default 0: not known.</value>
    public uint Camera { get; init; }

    /// <summary>Gets the frames a second.</summary>
    /// <value>Default 0: not known.</value>
    public float FrameRate { get; init; }

    /// <summary>Gets T, the frames. What is left over is no frame.</summary>
    public int Frames => Values.Length / FrameLength;

    internal int FrameLength => checked(Bodies * Joints * Channels);

    /// <summary>Makes a clip of an array <c>[T, M, V, C]</c>, which is copied.</summary>
    /// <typeparam name="T"><see cref="float"/>, <see cref="double"/> or <see cref="Half"/>.</typeparam>
    /// <param name="values">The values.</param>
    /// <returns>The clip.</returns>
    /// <exception cref="ArgumentException">The array has no body, joint or value.</exception>
    public static SkeletonRecording From<T>(T[,,,] values)
        where T : IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(values);
        var copy = new float[values.Length];
        var next = 0;
        foreach (var value in values)
        {
            copy[next] = float.CreateTruncating(value);
            next++;
        }

        var clip = new SkeletonRecording
        {
            Values = copy,
            Bodies = values.GetLength(1),
            Joints = values.GetLength(2),
            Channels = values.GetLength(3),
        };
        clip.Check(nameof(values));
        return clip;
    }

    /// <summary>
    /// Makes a clip of a list of frames, or of a jagged array <c>[T][M][V][C]</c>. A frame may have any number of bodies; those that it
    /// lacks, and those that are null or empty, are absent.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/>, <see cref="double"/> or <see cref="Half"/>.</typeparam>
    /// <param name="frames">The frames; each an array of bodies, each an array of joints, each an array of values.</param>
    /// <returns>The clip; M is the most bodies that a frame has.</returns>
    /// <exception cref="ArgumentException">No frame has a body, or bodies differ in joints or joints in values; the message says where.
    /// </exception>
    public static SkeletonRecording From<T>(IReadOnlyList<T[]?[]?[]?> frames)
        where T : IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(frames);
        return JaggedFrames.Read(frames);
    }

    /// <summary>Requires sizes, and a whole number of frames.</summary>
    /// <param name="argument">What a user calls the clip.</param>
    internal void Check(string argument)
    {
        if (Bodies < 1 || Joints < 1 || Channels < 1)
        {
            throw new ArgumentException(
                $"A clip [T, M, V, C] has {Bodies} bodies (M), {Joints} joints (V) and {Channels} values a joint (C); each is 1 or more.",
                argument);
        }

        if (Values.Length % FrameLength != 0)
        {
            throw new ArgumentException(
                $"A clip has {Values.Length} values, which is no whole number of frames of M * V * C = {Bodies} * {Joints} * {Channels} = "
                + $"{FrameLength} values.",
                argument);
        }
    }
}
