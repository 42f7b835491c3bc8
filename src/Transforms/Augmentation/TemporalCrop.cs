using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

/// <summary>
/// Shifts a clip in time: pads it with its own reflection on both sides and takes T frames from a random start
/// (AimCLR, "temporal crop"; the first step of both views).
/// </summary>
/// <remarks>
/// p = floor(T / <see cref="PaddingRatio"/>), start ~ U{0..2p}; frame t is read from i = t + start - p, where i &lt; 0 becomes
/// -1 - i and i &gt;= T becomes 2T - 1 - i (the edge frame is repeated).
/// </remarks>
public sealed record TemporalCrop : SkeletonAugmentation
{
    /// <summary>Gets what T is divided by, rounded down, for the padding on each side.</summary>
    /// <value>Default 6; at least 2.</value>
    /// <exception cref="ArgumentOutOfRangeException">Below 2.</exception>
    public int PaddingRatio
    {
        get;
        init
        {
            OptionCheck.Require(value >= 2, nameof(TemporalCrop), nameof(PaddingRatio), value, "2 or more");
            field = value;
        }
    } = 6;

    /// <inheritdoc/>
    public override void Apply(in SkeletonClip clip, ref AugmentationRandom random)
        => Shift(clip, Draw(clip.Shape.Frames, ref random) - Padding(clip.Shape.Frames));

    internal int Padding(int frames) => frames / PaddingRatio;

    internal int Draw(int frames, ref AugmentationRandom random) => random.NextInt((2 * Padding(frames)) + 1);

    internal static void Shift(in SkeletonClip clip, int offset)
    {
        if (offset == 0)
            return;
        var frames = clip.Shape.Frames;
        var frame = clip.Shape.Joints * clip.Shape.Bodies;
        clip.Values.CopyTo(clip.Scratch);
        for (var channel = 0; channel < clip.Shape.Channels; channel++)
        {
            var source = clip.Scratch.Slice(channel * frames * frame, frames * frame);
            var target = clip.Channel(channel);
            for (var t = 0; t < frames; t++)
            {
                var i = Reflected(t + offset, frames);
                source.Slice(i * frame, frame).CopyTo(target[(t * frame)..]);
            }
        }
    }

    private static int Reflected(int frame, int frames)
    {
        if (frame < 0)
            return -1 - frame;
        return frame < frames ? frame : (2 * frames) - 1 - frame;
    }
}
