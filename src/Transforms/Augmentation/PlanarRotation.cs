using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.Augmentation;

namespace MsMclr.MLNet;

/// <summary>
/// Turns the body in the plane of a picture: x and y of every joint are turned by an angle drawn once a clip from
/// U(-<see cref="Degrees"/>, <see cref="Degrees"/>). It is <see cref="RandomRotation"/> for clips of two coordinates, with a score
/// beside them or without.
/// </summary>
public sealed record PlanarRotation : SkeletonAugmentation
{
    /// <summary>Gets the largest angle, in degrees.</summary>
    /// <value>Default 30.</value>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    public double Degrees
    {
        get;
        init
        {
            var isAllowed = double.IsFinite(value) && value >= 0;
            OptionCheck.Require(isAllowed, nameof(PlanarRotation), nameof(Degrees), value, "finite numbers from 0");
            field = value;
        }
    } = 30;

    /// <inheritdoc/>
    public override void Apply(in SkeletonClip clip, ref AugmentationRandom random)
        => Map(random.NextUniform(-Degrees, Degrees)).Apply(clip);

    internal static PlanarMap Map(double degrees)
    {
        var (sine, cosine) = Math.SinCos(degrees * (Math.PI / 180));
        return new PlanarMap((float)cosine, (float)-sine, (float)sine, (float)cosine);
    }
}
