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
        Span<int> joints = stackalloc int[Math.Min(Count, clip.Shape.Joints)];
        JointDraw.Fill(joints, clip.Shape.Joints, ref random);
        Span<float> low = stackalloc float[clip.Shape.Channels];
        Span<float> high = stackalloc float[clip.Shape.Channels];
        FindRange(clip, low, high);
        for (var frame = 0; frame < clip.Shape.Frames; frame++)
        {
            for (var body = 0; body < clip.Shape.Bodies; body++)
            {
                if (IsPresent(clip, frame, body))
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
    private static void FindRange(in SkeletonClip clip, Span<float> low, Span<float> high)
    {
        var shape = clip.Shape;
        low.Fill(float.NaN);
        high.Fill(float.NaN);
        for (var frame = 0; frame < shape.Frames; frame++)
        {
            for (var body = 0; body < shape.Bodies; body++)
            {
                if (IsPresent(clip, frame, body))
                    Extend(clip, frame, body, low, high);
            }
        }
    }

    private static void Extend(in SkeletonClip clip, int frame, int body, Span<float> low, Span<float> high)
    {
        var shape = clip.Shape;
        for (var channel = 0; channel < shape.Channels; channel++)
        {
            var row = clip.Values.Slice(shape.Offset(channel, frame, 0, 0), shape.Joints * shape.Bodies);
            for (var at = body; at < row.Length; at += shape.Bodies)
            {
                low[channel] = float.MinNumber(low[channel], row[at]);
                high[channel] = float.MaxNumber(high[channel], row[at]);
            }
        }
    }

    private static bool IsPresent(in SkeletonClip clip, int frame, int body)
    {
        var shape = clip.Shape;
        for (var channel = 0; channel < shape.Channels; channel++)
        {
            var row = clip.Values.Slice(shape.Offset(channel, frame, 0, 0), shape.Joints * shape.Bodies);
            for (var at = body; at < row.Length; at += shape.Bodies)
            {
                if (row[at] != 0)
                    return true;
            }
        }

        return false;
    }
}
