using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

/// <summary>
/// Sets one coordinate (x, y or z, drawn at random) of the whole clip to 0 with a probability (AimCLR, "axis mask"; a step of the
/// strong view).
/// </summary>
public sealed record AxisMask : SkeletonAugmentation
{
    /// <summary>Gets how often a coordinate is removed.</summary>
    /// <value>Default 0.5.</value>
    /// <exception cref="ArgumentOutOfRangeException">Not from 0 to 1.</exception>
    public double Probability
    {
        get;
        init
        {
            OptionCheck.Require(value is >= 0 and <= 1, nameof(AxisMask), nameof(Probability), value, "0 to 1");
            field = value;
        }
    } = 0.5;

    /// <inheritdoc/>
    public override void Apply(in SkeletonClip clip, ref AugmentationRandom random)
    {
        if (random.NextChance(Probability))
            clip.Channel(random.NextInt(clip.Coordinates)).Clear();
    }
}
