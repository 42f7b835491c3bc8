using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.Augmentation;

namespace MsMclr.MLNet;

/// <summary>
/// Lets a clip run unevenly: early frames faster and late ones slower or the other way round, the middle faster or slower than the
/// ends. First and last frame stay where they are. People repeat an action at their own pace (time warping of sensor data: Um et al.,
/// ICMI 2017; not part of the paper's views).
/// </summary>
/// <remarks>
/// With u from 0 to 1 over the clip, frame u shows what was at u + u (1 - u) (a + b (1 - 2u)), interpolated linearly;
/// a, b ~ U(-<see cref="Strength"/>, <see cref="Strength"/>). The speed is 1 + a (1 - 2u) + b (1 - 6u + 6u^2), never below
/// 1 - 2 <see cref="Strength"/>: a clip never runs backwards.
/// </remarks>
public sealed record TimeWarp : SkeletonAugmentation
{
    /// <summary>Gets how much each of the two terms changes the speed at most, as a share of it.</summary>
    /// <value>Default 0.5.</value>
    /// <exception cref="ArgumentOutOfRangeException">Not from 0 to 0.5.</exception>
    public double Strength
    {
        get;
        init
        {
            const string Allowed = "0 to 0.5; with more a clip could run backwards";
            OptionCheck.Require(value is >= 0 and <= 0.5, nameof(TimeWarp), nameof(Strength), value, Allowed);
            field = value;
        }
    } = 0.5;

    /// <inheritdoc/>
    public override void Apply(in SkeletonClip clip, ref AugmentationRandom random)
    {
        var a = random.NextUniform(-Strength, Strength);
        var b = random.NextUniform(-Strength, Strength);
        Warp(clip, a, b);
    }

    /// <summary>Where, in frames, a frame of the warped clip is read.</summary>
    internal static double At(int frame, int frames, double a, double b)
    {
        var u = frame / (frames - 1.0);
        var shown = u + (u * (1 - u) * (a + (b * (1 - (2 * u)))));
        return Math.Clamp(shown * (frames - 1), 0, frames - 1);
    }

    internal static void Warp(in SkeletonClip clip, double a, double b)
    {
        var frames = clip.Shape.Frames;
        if (frames < 3)
            return; // There is nothing between the ends.
        clip.Values.CopyTo(clip.Scratch);
        for (var t = 1; t < frames - 1; t++)
            FrameInterpolation.Write(clip, clip.Scratch, t, At(t, frames, a, b));
    }
}
