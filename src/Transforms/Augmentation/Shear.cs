using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.Augmentation;

namespace MsMclr.MLNet;

/// <summary>
/// Slants the body: every joint is multiplied by [[1, a1, b1], [a2, 1, b2], [a3, b3, 1]], the six numbers drawn once a clip from
/// U(-<see cref="Amplitude"/>, <see cref="Amplitude"/>) (AimCLR, "shear"; a step of both views).
/// </summary>
public sealed record Shear : SkeletonAugmentation
{
    /// <summary>Gets the largest shear factor.</summary>
    /// <remarks>
    /// The default is that of the strong view and of both of the paper's views. <see cref="KnownAugmentations.Ordinary"/> takes 0.2.
    /// </remarks>
    /// <value>Default 0.5.</value>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    public double Amplitude
    {
        get;
        init
        {
            var isAllowed = double.IsFinite(value) && value >= 0;
            OptionCheck.Require(isAllowed, nameof(Shear), nameof(Amplitude), value, "finite numbers from 0");
            field = value;
        }
    } = 0.5;

    /// <inheritdoc/>
    public override void Apply(in SkeletonClip clip, ref AugmentationRandom random)
    {
        clip.RequireThreeCoordinates(nameof(Shear));
        Draw(ref random).Apply(clip);
    }

    internal LinearMap Draw(ref AugmentationRandom random)
    {
        Span<double> a = stackalloc double[6];
        foreach (ref var factor in a)
            factor = random.NextUniform(-Amplitude, Amplitude);
        return Map(a[..3], a[3..]);
    }

    internal static LinearMap Map(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => new(
        1, a[0], b[0],
        a[1], 1, b[1],
        a[2], b[2], 1);
}
