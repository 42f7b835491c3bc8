using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

/// <summary>
/// Mirrors the body with a probability: left and right joints (<see cref="SkeletonLayout.Mirror"/>) change places (AimCLR, "spatial
/// flip"; a step of the strong view).
/// </summary>
public sealed record SpatialFlip : SkeletonAugmentation
{
    /// <summary>Gets the flip of the paper's code, which exchanges joints and leaves x as it is.</summary>
    public static SpatialFlip Paper { get; } = new() { MirrorCoordinates = false };

    /// <summary>Gets how often clips are flipped.</summary>
    /// <value>Default 0.5.</value>
    /// <exception cref="ArgumentOutOfRangeException">Not from 0 to 1.</exception>
    public double Probability
    {
        get;
        init
        {
            OptionCheck.Require(value is >= 0 and <= 1, nameof(SpatialFlip), nameof(Probability), value, "0 to 1");
            field = value;
        }
    } = 0.5;

    /// <summary>
    /// Gets whether x is negated too, so that the result is the body's mirror image. The paper's code exchanges the joints alone,
    /// which leaves a body with crossed limbs.
    /// </summary>
    /// <value>Default true; false in <see cref="Paper"/>.</value>
    public bool MirrorCoordinates { get; init; } = true;

    /// <inheritdoc/>
    public override void Apply(in SkeletonClip clip, ref AugmentationRandom random)
    {
        if (random.NextChance(Probability))
            Flip(clip);
    }

    internal void Flip(in SkeletonClip clip)
    {
        clip.Values.CopyTo(clip.Scratch);
        var mirror = clip.Layout.Mirror.AsSpan();
        if (clip.Shape.Bodies == 2)
        {
            // The numbers of both bodies stand side by side and move as one of twice the size.
            var source = MemoryMarshal.Cast<float, long>(clip.Scratch);
            var target = MemoryMarshal.Cast<float, long>(clip.Values);
            Exchange<long>(source, target, mirror, width: 1);
        }
        else
        {
            Exchange<float>(clip.Scratch, clip.Values, mirror, clip.Shape.Bodies);
        }

        if (MirrorCoordinates)
            TensorPrimitives.Negate(clip.Channel(0), clip.Channel(0));
    }

    // [..., V, width]: joint v of the target is the mirrored joint of the source.
    private static void Exchange<T>(ReadOnlySpan<T> source, Span<T> target, ReadOnlySpan<int> mirror, int width)
    {
        var frame = mirror.Length * width;
        for (var first = 0; first < target.Length; first += frame)
        {
            var from = source.Slice(first, frame);
            var to = target.Slice(first, frame);
            for (var joint = 0; joint < mirror.Length; joint++)
            {
                for (var i = 0; i < width; i++)
                    to[(joint * width) + i] = from[(mirror[joint] * width) + i];
            }
        }
    }
}
