using System.Numerics.Tensors;

namespace MsMclr.MLNet;

/// <summary>Adds N(0, <see cref="StandardDeviation"/>) to every coordinate with a probability (AimCLR, "Gaussian noise"; strong view).</summary>
public sealed record GaussianNoise : SkeletonAugmentation
{
    /// <summary>How often noise is added.</summary>
    /// <value>Default 0.5.</value>
    /// <exception cref="ArgumentOutOfRangeException">Not from 0 to 1.</exception>
    public double Probability
    {
        get;
        init => field = RequireProbability(value, nameof(Probability));
    } = 0.5;

    /// <summary>The noise's standard deviation, in the clip's unit (meters).</summary>
    /// <value>Default 0.01.</value>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    public double StandardDeviation
    {
        get;
        init => field = RequireNonNegative(value, nameof(StandardDeviation));
    } = 0.01;

    /// <summary>Whether bodies that are absent stay so. The authors' code adds noise to them too, which makes a phantom second body.</summary>
    /// <value>Default false, as in the paper's code.</value>
    public bool SkipAbsentBodies { get; init; }

    /// <inheritdoc/>
    public override void Apply(in SkeletonClip clip, ref AugmentationRandom random)
    {
        if (!random.NextChance(Probability))
            return;
        random.FillNormal(clip.Scratch, (float)StandardDeviation);
        Add(clip, clip.Scratch);
    }

    internal void Add(in SkeletonClip clip, Span<float> noise)
    {
        var bodies = clip.Shape.Bodies;
        for (var body = 0; SkipAbsentBodies && body < bodies; body++)
        {
            if (clip.HasBody(body))
                continue;
            for (var at = body; at < noise.Length; at += bodies)
                noise[at] = 0;
        }

        TensorPrimitives.Add(clip.Values, noise, clip.Values);
    }
}
