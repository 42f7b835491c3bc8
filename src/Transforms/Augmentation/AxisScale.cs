using System.Numerics.Tensors;
using MsMclr.MLNet.Transforms.Augmentation;

namespace MsMclr.MLNet;

/// <summary>
/// Stretches the clip along its axes: each coordinate is multiplied by a factor of its own, drawn once a clip from
/// U(<see cref="MinFactor"/>, <see cref="MaxFactor"/>). It makes bodies taller, broader or flatter, and keeps the action (not part of
/// the paper's views).
/// </summary>
public sealed record AxisScale : SkeletonAugmentation
{
    /// <summary>Gets the smallest factor.</summary>
    /// <value>Default 0.7.</value>
    /// <exception cref="ArgumentOutOfRangeException">Not above 0, or above 100.</exception>
    public double MinFactor
    {
        get;
        init
        {
            FactorRange.Check(value, nameof(AxisScale), nameof(MinFactor));
            field = value;
        }
    } = 0.7;

    /// <summary>Gets the largest factor.</summary>
    /// <value>Default 1.2.</value>
    /// <exception cref="ArgumentOutOfRangeException">Not above 0, or above 100.</exception>
    public double MaxFactor
    {
        get;
        init
        {
            FactorRange.Check(value, nameof(AxisScale), nameof(MaxFactor));
            field = value;
        }
    } = 1.2;

    /// <inheritdoc/>
    public override void Apply(in SkeletonClip clip, ref AugmentationRandom random)
    {
        for (var channel = 0; channel < clip.Coordinates; channel++)
        {
            var values = clip.Channel(channel);
            TensorPrimitives.Multiply(values, (float)random.NextUniform(MinFactor, MaxFactor), values);
        }
    }
}
