using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

/// <summary>
/// Shows the clip as a camera elsewhere would see it: the whole clip is turned about the vertical axis (y) by an angle from
/// U(-<see cref="Degrees"/>, <see cref="Degrees"/>), then about x by one from U(-<see cref="TiltDegrees"/>, <see cref="TiltDegrees"/>).
/// Both are drawn once a clip.
/// </summary>
/// <remarks>
/// A preparation that turns clips by their first shoulder line undoes what a camera's place does only as far as that line was seen
/// right. An encoder that has learnt to see through the rest recognizes actions from other cameras.
/// </remarks>
public sealed record ViewRotation : SkeletonAugmentation
{
    /// <summary>Gets the largest angle about the vertical axis, in degrees.</summary>
    /// <value>Default 30.</value>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    public double Degrees
    {
        get;
        init
        {
            OptionCheck.Require(IsAngle(value), nameof(ViewRotation), nameof(Degrees), value, "finite numbers from 0");
            field = value;
        }
    } = 30;

    /// <summary>Gets the largest angle about x, in degrees: a camera that looks down or up.</summary>
    /// <value>Default 0.</value>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    public double TiltDegrees
    {
        get;
        init
        {
            OptionCheck.Require(IsAngle(value), nameof(ViewRotation), nameof(TiltDegrees), value, "finite numbers from 0");
            field = value;
        }
    }

    /// <inheritdoc/>
    public override void Apply(in SkeletonClip clip, ref AugmentationRandom random)
    {
        clip.RequireThreeCoordinates(nameof(ViewRotation));
        var turn = RandomRotation.Map([0, random.NextUniform(-Degrees, Degrees), 0]);
        var tilt = RandomRotation.Map([random.NextUniform(-TiltDegrees, TiltDegrees), 0, 0]);
        (tilt * turn).Apply(clip);
    }

    private static bool IsAngle(double value) => double.IsFinite(value) && value >= 0;
}
