namespace MsMclr.MLNet;

/// <summary>Sets one coordinate (x, y or z, drawn at random) of the whole clip to 0 with a probability (AimCLR, "axis mask"; strong view).</summary>
public sealed record AxisMask : SkeletonAugmentation
{
    /// <summary>How often a coordinate is removed.</summary>
    /// <value>Default 0.5.</value>
    /// <exception cref="ArgumentOutOfRangeException">Not from 0 to 1.</exception>
    public double Probability
    {
        get;
        init => field = RequireProbability(value, nameof(Probability));
    } = 0.5;

    /// <inheritdoc/>
    public override void Apply(in SkeletonClip clip, ref AugmentationRandom random)
    {
        if (random.NextChance(Probability))
            clip.Channel(random.NextInt(clip.Shape.Channels)).Clear();
    }
}
