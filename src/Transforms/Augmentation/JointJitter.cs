using System.Numerics.Tensors;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

/// <summary>
/// Puts every joint out of its place for the whole clip with a probability: N(0, <see cref="StandardDeviation"/>) is drawn once for
/// each coordinate of each joint and body and added in every frame. Trackers place joints differently on different people; their
/// unrest from frame to frame is <see cref="GaussianNoise"/> (not part of the paper's views).
/// </summary>
/// <remarks>Absent bodies, which are all zeros, stay so.</remarks>
public sealed record JointJitter : SkeletonAugmentation
{
    /// <summary>Gets how often joints are moved.</summary>
    /// <value>Default 0.5.</value>
    /// <exception cref="ArgumentOutOfRangeException">Not from 0 to 1.</exception>
    public double Probability
    {
        get;
        init
        {
            OptionCheck.Require(value is >= 0 and <= 1, nameof(JointJitter), nameof(Probability), value, "0 to 1");
            field = value;
        }
    } = 0.5;

    /// <summary>Gets the standard deviation of the offsets, in the clip's unit (meters).</summary>
    /// <value>Default 0.02.</value>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    public double StandardDeviation
    {
        get;
        init
        {
            var isAllowed = double.IsFinite(value) && value >= 0;
            OptionCheck.Require(isAllowed, nameof(JointJitter), nameof(StandardDeviation), value, "finite numbers from 0");
            field = value;
        }
    } = 0.02;

    /// <inheritdoc/>
    public override void Apply(in SkeletonClip clip, ref AugmentationRandom random)
    {
        if (!random.NextChance(Probability))
            return;
        var offsets = clip.Scratch[..(clip.Coordinates * clip.Shape.Joints * clip.Shape.Bodies)];
        random.FillNormal(offsets, (float)StandardDeviation);
        Add(clip.OfCoordinates(), offsets);
    }

    /// <summary>Adds offsets <c>[C, V, M]</c> to every frame; those of absent bodies are cleared.</summary>
    internal static void Add(in SkeletonClip clip, Span<float> offsets)
    {
        clip.ClearAbsentBodies(offsets);
        var frame = clip.Shape.Joints * clip.Shape.Bodies;
        for (var channel = 0; channel < clip.Shape.Channels; channel++)
        {
            var values = clip.Channel(channel);
            var offset = offsets.Slice(channel * frame, frame);
            for (var at = 0; at < values.Length; at += frame)
                TensorPrimitives.Add(values.Slice(at, frame), offset, values.Slice(at, frame));
        }
    }
}
