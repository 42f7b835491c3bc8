using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.Augmentation;

namespace MsMclr.MLNet;

/// <summary>
/// Slants the body in the plane of a picture: x and y of every joint are multiplied by [[1, a], [b, 1]], both numbers drawn once a clip
/// from U(-<see cref="Amplitude"/>, <see cref="Amplitude"/>). It is <see cref="Shear"/> for clips of two coordinates, with a score
/// beside them or without.
/// </summary>
public sealed record PlanarShear : SkeletonAugmentation
{
    /// <summary>Gets the largest shear factor.</summary>
    /// <value>Default 0.5.</value>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    public double Amplitude
    {
        get;
        init
        {
            var isAllowed = double.IsFinite(value) && value >= 0;
            OptionCheck.Require(isAllowed, nameof(PlanarShear), nameof(Amplitude), value, "finite numbers from 0");
            field = value;
        }
    } = 0.5;

    /// <inheritdoc/>
    public override void Apply(in SkeletonClip clip, ref AugmentationRandom random)
    {
        var a = random.NextUniform(-Amplitude, Amplitude);
        var b = random.NextUniform(-Amplitude, Amplitude);
        Map(a, b).Apply(clip);
    }

    internal static PlanarMap Map(double a, double b) => new(1, (float)a, (float)b, 1);
}
