using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.Augmentation;

namespace MsMclr.MLNet;

/// <summary>
/// Turns the clip about x, then y, then z: up to <see cref="MainDegrees"/> about an axis drawn at random, up to
/// <see cref="OtherDegrees"/> about the two others (AimCLR, "rotate"; a step of the strong view).
/// </summary>
/// <remarks>
/// Rx = [[1,0,0],[0,c,s],[0,-s,c]], Ry = [[c,0,-s],[0,1,0],[s,0,c]], Rz = [[c,s,0],[-s,c,0],[0,0,1]]. Joints are column vectors.
/// </remarks>
public sealed record RandomRotation : SkeletonAugmentation
{
    /// <summary>Gets the rotation of the paper's code, which turns every clip the same way.</summary>
    public static RandomRotation Paper { get; } = new() { BothDirections = false };

    /// <summary>Gets the largest angle about the main axis, in degrees.</summary>
    /// <value>Default 30.</value>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    public double MainDegrees
    {
        get;
        init
        {
            OptionCheck.Require(IsAngle(value), nameof(RandomRotation), nameof(MainDegrees), value, "finite numbers from 0");
            field = value;
        }
    } = 30;

    /// <summary>Gets the largest angle about the other axes, in degrees.</summary>
    /// <value>Default 1.</value>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    public double OtherDegrees
    {
        get;
        init
        {
            OptionCheck.Require(IsAngle(value), nameof(RandomRotation), nameof(OtherDegrees), value, "finite numbers from 0");
            field = value;
        }
    } = 1;

    /// <summary>
    /// Gets whether angles are drawn from both directions, U(-a, a). The paper's code draws U(0, a), which turns every clip the same
    /// way.
    /// </summary>
    /// <value>Default true; false in <see cref="Paper"/>.</value>
    public bool BothDirections { get; init; } = true;

    /// <inheritdoc/>
    public override void Apply(in SkeletonClip clip, ref AugmentationRandom random)
    {
        clip.RequireThreeCoordinates(nameof(RandomRotation));
        Draw(ref random).Apply(clip);
    }

    internal LinearMap Draw(ref AugmentationRandom random)
    {
        var main = random.NextInt(3);
        Span<double> degrees = stackalloc double[3];
        for (var axis = 0; axis < 3; axis++)
        {
            var largest = axis == main ? MainDegrees : OtherDegrees;
            degrees[axis] = random.NextUniform(BothDirections ? -largest : 0, largest);
        }

        return Map(degrees);
    }

    internal static LinearMap Map(ReadOnlySpan<double> degrees)
    {
        var (sx, cx) = Math.SinCos(degrees[0] * (Math.PI / 180));
        var (sy, cy) = Math.SinCos(degrees[1] * (Math.PI / 180));
        var (sz, cz) = Math.SinCos(degrees[2] * (Math.PI / 180));
        var x = new LinearMap(1, 0, 0, 0, cx, sx, 0, -sx, cx);
        var y = new LinearMap(cy, 0, -sy, 0, 1, 0, sy, 0, cy);
        var z = new LinearMap(cz, sz, 0, -sz, cz, 0, 0, 0, 1);
        return z * (y * x);
    }

    private static bool IsAngle(double value) => double.IsFinite(value) && value >= 0;
}
