using System.Numerics.Tensors;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

/// <summary>
/// Adds N(0, <see cref="StandardDeviation"/>) to every coordinate with a probability (AimCLR, "Gaussian noise"; a step of the strong
/// view).
/// </summary>
public sealed record GaussianNoise : SkeletonAugmentation
{
    /// <summary>Gets the noise of the paper's code, which adds it to absent bodies too.</summary>
    public static GaussianNoise Paper { get; } = new() { SkipAbsentBodies = false };

    /// <summary>Gets how often noise is added.</summary>
    /// <value>Default 0.5.</value>
    /// <exception cref="ArgumentOutOfRangeException">Not from 0 to 1.</exception>
    public double Probability
    {
        get;
        init
        {
            OptionCheck.Require(value is >= 0 and <= 1, nameof(GaussianNoise), nameof(Probability), value, "0 to 1");
            field = value;
        }
    } = 0.5;

    /// <summary>Gets the noise's standard deviation, in the clip's unit (meters).</summary>
    /// <value>Default 0.01.</value>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    public double StandardDeviation
    {
        get;
        init
        {
            var isAllowed = double.IsFinite(value) && value >= 0;
            OptionCheck.Require(isAllowed, nameof(GaussianNoise), nameof(StandardDeviation), value, "finite numbers from 0");
            field = value;
        }
    } = 0.01;

    /// <summary>
    /// Gets whether bodies that are absent stay so. The paper's code adds noise to them too, which makes a phantom second body.
    /// </summary>
    /// <value>Default true; false in <see cref="Paper"/>.</value>
    public bool SkipAbsentBodies { get; init; } = true;

    /// <inheritdoc/>
    public override void Apply(in SkeletonClip clip, ref AugmentationRandom random)
    {
        if (!random.NextChance(Probability))
            return;
        var coordinates = clip.OfCoordinates();
        random.FillNormal(coordinates.Scratch, (float)StandardDeviation);
        Add(coordinates, coordinates.Scratch);
    }

    internal void Add(in SkeletonClip clip, Span<float> noise)
    {
        if (SkipAbsentBodies)
            clip.ClearAbsentBodies(noise);
        TensorPrimitives.Add(clip.Values, noise, clip.Values);
    }
}
