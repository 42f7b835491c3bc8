using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.Augmentation;

namespace MsMclr.MLNet;

/// <summary>
/// Sets some joints to 0 in a run of frames with a probability, as if something stood before them (AS-CAL, Rao et al., Information
/// Sciences 2021, "joint mask"; a step of the strong view as the paper's text has it).
/// </summary>
/// <remarks>
/// How many joints ~ U{1..V * <see cref="MaxJointShare"/>}, how many frames ~ U{1..T * <see cref="MaxFrameShare"/>}, both rounded down
/// and at least 1; then which joints and where the run begins. All bodies lose the same ones. A joint that is missing (NaN) stays so.
/// </remarks>
public sealed record JointMask : SkeletonAugmentation
{
    /// <summary>Gets how often joints are masked.</summary>
    /// <value>Default 0.5.</value>
    /// <exception cref="ArgumentOutOfRangeException">Not from 0 to 1.</exception>
    public double Probability
    {
        get;
        init
        {
            OptionCheck.Require(value is >= 0 and <= 1, nameof(JointMask), nameof(Probability), value, "0 to 1");
            field = value;
        }
    } = 0.5;

    /// <summary>Gets the largest share of the joints that is masked.</summary>
    /// <value>Default 0.4.</value>
    /// <exception cref="ArgumentOutOfRangeException">Not above 0, or above 1.</exception>
    public double MaxJointShare
    {
        get;
        init
        {
            OptionCheck.Require(value is > 0 and <= 1, nameof(JointMask), nameof(MaxJointShare), value, "above 0 to 1");
            field = value;
        }
    } = 0.4;

    /// <summary>Gets the largest share of the frames that they are masked in.</summary>
    /// <value>Default 0.5.</value>
    /// <exception cref="ArgumentOutOfRangeException">Not above 0, or above 1.</exception>
    public double MaxFrameShare
    {
        get;
        init
        {
            OptionCheck.Require(value is > 0 and <= 1, nameof(JointMask), nameof(MaxFrameShare), value, "above 0 to 1");
            field = value;
        }
    } = 0.5;

    /// <inheritdoc/>
    public override void Apply(in SkeletonClip clip, ref AugmentationRandom random)
    {
        if (!random.NextChance(Probability))
            return;
        var frames = clip.Shape.Frames;
        Span<int> joints = stackalloc int[1 + random.NextInt(Most(clip.Shape.Joints, MaxJointShare))];
        JointDraw.Fill(joints, clip.Shape.Joints, ref random);
        var length = 1 + random.NextInt(Most(frames, MaxFrameShare));
        Mask(clip, joints, random.NextInt(frames - length + 1), length);
    }

    internal static void Mask(in SkeletonClip clip, ReadOnlySpan<int> joints, int first, int length)
    {
        var shape = clip.Shape;
        for (var channel = 0; channel < shape.Channels; channel++)
        {
            for (var frame = first; frame < first + length; frame++)
            {
                foreach (var joint in joints)
                {
                    foreach (ref var value in clip.Values.Slice(shape.Offset(channel, frame, joint, 0), shape.Bodies))
                    {
                        if (!float.IsNaN(value))
                            value = 0;
                    }
                }
            }
        }
    }

    private static int Most(int count, double share) => Math.Max(1, (int)(count * share));
}
