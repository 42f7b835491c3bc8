namespace MsMclr.MLNet;

/// <summary>
/// Makes one joint, drawn once a clip, jump about: in every frame and body its coordinates are drawn from U(min, max) over all joints of
/// that body in that frame (MsMCLR's own augmentation, "Chaos"; the last step of the strong view).
/// </summary>
/// <remarks>
/// A body that is all zeros in a frame is left alone. The authors' code is written for 50 frames and 2 bodies and skips a body whose
/// coordinates sum to 0; here every T and M works, and the two agree at T = 50, M = 2.
/// </remarks>
public sealed record ChaosJoint : SkeletonAugmentation
{
    /// <inheritdoc/>
    public override void Apply(in SkeletonClip clip, ref AugmentationRandom random)
    {
        var joint = random.NextInt(clip.Shape.Joints);
        var unit = clip.Scratch[..(clip.Shape.Frames * clip.Shape.Bodies * clip.Shape.Channels)];
        random.FillUniform(unit);
        Replace(clip, joint, unit);
    }

    /// <summary>Replaces a joint by numbers from 0 to 1, used in the order frame, body, channel; bodies that are skipped use none.</summary>
    internal static void Replace(in SkeletonClip clip, int joint, ReadOnlySpan<float> unit)
    {
        var shape = clip.Shape;
        Span<float> low = stackalloc float[shape.Channels];
        Span<float> high = stackalloc float[shape.Channels];
        for (var frame = 0; frame < shape.Frames; frame++)
        {
            for (var body = 0; body < shape.Bodies; body++)
            {
                var present = false;
                for (var channel = 0; channel < shape.Channels; channel++)
                {
                    var row = clip.Values.Slice(shape.Offset(channel, frame, 0, 0), shape.Joints * shape.Bodies);
                    (low[channel], high[channel]) = Range(row, body, shape.Bodies);
                    present |= low[channel] != 0 || high[channel] != 0;
                }

                if (!present)
                    continue;
                for (var channel = 0; channel < shape.Channels; channel++)
                    clip.Values[shape.Offset(channel, frame, joint, body)] = low[channel] + ((high[channel] - low[channel]) * unit[channel]);
                unit = unit[shape.Channels..];
            }
        }
    }

    private static (float Low, float High) Range(ReadOnlySpan<float> row, int body, int bodies)
    {
        var low = row[body];
        var high = low;
        for (var at = body + bodies; at < row.Length; at += bodies)
        {
            var value = row[at];
            low = value < low ? value : low;
            high = value > high ? value : high;
        }

        return (low, high);
    }
}
