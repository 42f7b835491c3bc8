using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.Augmentation;

namespace MsMclr.MLNet;

/// <summary>
/// Makes several joints, drawn once a clip, jump about. In every frame and body their coordinates are drawn from U(min, max) over the
/// clip's own coordinates (the noise joints of the paper's text; its code has <see cref="ChaosJoint"/>).
/// </summary>
/// <remarks>
/// Each coordinate has a range of its own, over all joints, frames and bodies. A body that is all zeros in a frame is left alone and
/// does not count, and a joint that is missing (NaN) stays so.
/// </remarks>
public sealed record NoiseJoints : SkeletonAugmentation
{
    /// <summary>Gets how many joints jump about; all, where the layout has fewer.</summary>
    /// <value>Default 5, as in the paper.</value>
    /// <exception cref="ArgumentOutOfRangeException">Below 1, or above 1,000.</exception>
    public int Count
    {
        get;
        init
        {
            OptionCheck.Require(value is >= 1 and <= 1000, nameof(NoiseJoints), nameof(Count), value, "1 to 1000");
            field = value;
        }
    } = 5;

    /// <inheritdoc/>
    public override void Apply(in SkeletonClip clip, ref AugmentationRandom random)
    {
        Draw(clip.OfCoordinates(), ref random);
    }

    private void Draw(in SkeletonClip clip, ref AugmentationRandom random)
    {
        var shape = clip.Shape;
        Span<int> joints = stackalloc int[Math.Min(Count, shape.Joints)];
        JointDraw.Fill(joints, shape.Joints, ref random);
        Span<float> low = stackalloc float[shape.Channels];
        Span<float> high = stackalloc float[shape.Channels];
        var presence = clip.Scratch[..(shape.Frames * shape.Bodies)];
        FindRange(clip, low, high, presence);
        for (var frame = 0; frame < shape.Frames; frame++)
        {
            for (var body = 0; body < shape.Bodies; body++)
            {
                if (presence[(frame * shape.Bodies) + body] != 0)
                    Replace(clip, frame, body, joints, low, high, ref random);
            }
        }
    }

    private static void Replace(
        in SkeletonClip clip,
        int frame,
        int body,
        ReadOnlySpan<int> joints,
        ReadOnlySpan<float> low,
        ReadOnlySpan<float> high,
        ref AugmentationRandom random)
    {
        foreach (var joint in joints)
        {
            for (var channel = 0; channel < low.Length; channel++)
            {
                ref var value = ref clip.Values[clip.Shape.Offset(channel, frame, joint, body)];
                var drawn = (float)random.NextUniform(low[channel], high[channel]);
                if (!float.IsNaN(value))
                    value = drawn;
            }
        }
    }

    // Of each channel, over the bodies that are there. A clip of nobody has no range, and nobody whose joints would be drawn from it.
    private static void FindRange(in SkeletonClip clip, Span<float> low, Span<float> high, Span<float> presence)
    {
        var shape = clip.Shape;
        var bodies = shape.Bodies;
        low.Fill(float.NaN);
        high.Fill(float.NaN);
        Span<float> least = stackalloc float[shape.Channels * bodies];
        Span<float> most = stackalloc float[shape.Channels * bodies];
        for (var frame = 0; frame < shape.Frames; frame++)
        {
            JointRange.OfFrame(clip, frame, least, most);
            for (var body = 0; body < bodies; body++)
            {
                var isPresent = JointRange.IsPresent(least, most, body, bodies);
                presence[(frame * bodies) + body] = isPresent ? 1 : 0;
                for (var channel = 0; isPresent && channel < shape.Channels; channel++)
                {
                    low[channel] = float.MinNumber(low[channel], least[(channel * bodies) + body]);
                    high[channel] = float.MaxNumber(high[channel], most[(channel * bodies) + body]);
                }
            }
        }
    }
}
