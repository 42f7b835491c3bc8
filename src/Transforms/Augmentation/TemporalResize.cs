using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.Augmentation;

namespace MsMclr.MLNet;

/// <summary>
/// Shows a run of the clip only, stretched to the clip's length: its share of the clip ~ U(<see cref="MinShare"/>,
/// <see cref="MaxShare"/>), its place drawn from all that there are. Actions begin late, end early and go at another pace (not part of
/// the paper's views).
/// </summary>
/// <remarks>
/// With L = share * T and start ~ U(0, T - L), frame t shows what was at start + (t + 0.5) L / T - 0.5, interpolated linearly between
/// frames and held at the clip's ends, as <c>Prepare</c> resizes. A share of 1 changes nothing.
/// </remarks>
public sealed record TemporalResize : SkeletonAugmentation
{
    /// <summary>Gets the smallest share of the clip that is shown.</summary>
    /// <value>Default 0.5.</value>
    /// <exception cref="ArgumentOutOfRangeException">Not above 0, or above 1.</exception>
    public double MinShare
    {
        get;
        init
        {
            OptionCheck.Require(value is > 0 and <= 1, nameof(TemporalResize), nameof(MinShare), value, "above 0 to 1");
            field = value;
        }
    } = 0.5;

    /// <summary>Gets the largest share of the clip that is shown.</summary>
    /// <value>Default 1.</value>
    /// <exception cref="ArgumentOutOfRangeException">Not above 0, or above 1.</exception>
    public double MaxShare
    {
        get;
        init
        {
            OptionCheck.Require(value is > 0 and <= 1, nameof(TemporalResize), nameof(MaxShare), value, "above 0 to 1");
            field = value;
        }
    } = 1;

    /// <inheritdoc/>
    public override void Apply(in SkeletonClip clip, ref AugmentationRandom random)
    {
        var length = random.NextUniform(MinShare, MaxShare) * clip.Shape.Frames;
        Resize(clip, random.NextUniform(0, clip.Shape.Frames - length), length);
    }

    /// <summary>Where, in frames, a frame of the resized run is read.</summary>
    internal static double At(int frame, int frames, double start, double length)
        => Math.Clamp(start + ((frame + 0.5) * (length / frames)) - 0.5, 0, frames - 1);

    internal static void Resize(in SkeletonClip clip, double start, double length)
    {
        var frames = clip.Shape.Frames;
        if (frames < 2)
            return; // There is only one thing to show.
        clip.Values.CopyTo(clip.Scratch);
        for (var t = 0; t < frames; t++)
            FrameInterpolation.Write(clip, clip.Scratch, t, At(t, frames, start, length));
    }
}
