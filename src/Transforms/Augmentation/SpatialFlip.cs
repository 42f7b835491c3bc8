using System.Numerics.Tensors;

namespace MsMclr.MLNet;

/// <summary>Exchanges left and right joints (<see cref="SkeletonLayout.Mirror"/>) with a probability (AimCLR, "spatial flip"; strong view).</summary>
public sealed record SpatialFlip : SkeletonAugmentation
{
    /// <summary>How often clips are flipped.</summary>
    /// <value>Default 0.5.</value>
    /// <exception cref="ArgumentOutOfRangeException">Not from 0 to 1.</exception>
    public double Probability
    {
        get;
        init => field = RequireProbability(value, nameof(Probability));
    } = 0.5;

    /// <summary>
    /// Whether x is negated too, so that the result is the body's mirror image. The authors' code exchanges the joints alone, which
    /// leaves a body with crossed limbs.
    /// </summary>
    /// <value>Default false, as in the paper's code.</value>
    public bool MirrorCoordinates { get; init; }

    /// <inheritdoc/>
    public override void Apply(in SkeletonClip clip, ref AugmentationRandom random)
    {
        if (random.NextChance(Probability))
            Flip(clip);
    }

    internal void Flip(in SkeletonClip clip)
    {
        var mirror = clip.Layout.Mirror;
        var bodies = clip.Shape.Bodies;
        var frame = clip.Shape.Joints * bodies;
        for (var left = 0; left < mirror.Length; left++)
        {
            var right = mirror[left];
            for (var at = 0; right > left && at < clip.Values.Length; at += frame)
            {
                for (var body = 0; body < bodies; body++)
                {
                    ref var one = ref clip.Values[at + (left * bodies) + body];
                    ref var other = ref clip.Values[at + (right * bodies) + body];
                    (one, other) = (other, one);
                }
            }
        }

        if (MirrorCoordinates)
            TensorPrimitives.Negate(clip.Channel(0), clip.Channel(0));
    }
}
