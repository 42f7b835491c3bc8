using MsMclr.MLNet.Transforms.Augmentation;

namespace MsMclr.MLNet;

/// <summary>
/// Makes one joint, drawn once a clip, jump about. In every frame and body its coordinates are drawn from U(min, max) over all joints
/// of that body in that frame (MsMCLR's own augmentation, "Chaos"; the last step of the strong view).
/// </summary>
/// <remarks>
/// A body that is all zeros in a frame is left alone, and so is a joint that is missing (NaN). The authors' code is written for 50
/// frames and 2 bodies and skips a body whose coordinates sum to 0; here every T and M works, and the two agree at T = 50, M = 2.
/// </remarks>
public sealed record ChaosJoint : SkeletonAugmentation
{
    /// <inheritdoc/>
    public override void Apply(in SkeletonClip clip, ref AugmentationRandom random)
    {
        var joint = random.NextInt(clip.Shape.Joints);
        var unit = clip.Scratch[..(clip.Shape.Frames * clip.Shape.Bodies * clip.Coordinates)];
        random.FillUniform(unit);
        Replace(clip.OfCoordinates(), joint, unit);
    }

    /// <summary>
    /// Replaces a joint by numbers from 0 to 1, used in the order frame, body, channel. Bodies that are skipped use none.
    /// </summary>
    internal static void Replace(in SkeletonClip clip, int joint, ReadOnlySpan<float> unit)
    {
        var shape = clip.Shape;
        var channels = shape.Channels;
        var bodies = shape.Bodies;
        Span<float> low = stackalloc float[channels * bodies];
        Span<float> high = stackalloc float[channels * bodies];
        for (var frame = 0; frame < shape.Frames; frame++)
        {
            JointRange.OfFrame(clip, frame, low, high);
            for (var body = 0; body < bodies; body++)
            {
                if (!JointRange.IsPresent(low, high, body, bodies))
                    continue;
                for (var channel = 0; channel < channels; channel++)
                {
                    var at = (channel * bodies) + body;
                    ref var value = ref clip.Values[shape.Offset(channel, frame, joint, body)];
                    if (!float.IsNaN(value))
                        value = low[at] + ((high[at] - low[at]) * unit[channel]);
                }

                unit = unit[channels..];
            }
        }
    }
}
