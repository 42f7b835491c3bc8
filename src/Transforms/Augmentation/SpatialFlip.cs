using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace MsMclr.MLNet;

/// <summary>Exchanges left and right joints (<see cref="SkeletonLayout.Mirror"/>) with a probability (AimCLR, "spatial flip"; strong view).</summary>
public sealed record SpatialFlip : SkeletonAugmentation
{
    /// <summary>How often clips are flipped.</summary>
    /// <value>Default 0.5.</value>
    /// <exception cref="ArgumentOutOfRangeException">Not from 0 to 1.</exception>
    public double Probability
    {
        get;
        init => field = RequireProbability(value, nameof(Probability));
    } = 0.5;

    /// <summary>
    /// Whether x is negated too, so that the result is the body's mirror image. The authors' code exchanges the joints alone, which
    /// leaves a body with crossed limbs.
    /// </summary>
    /// <value>Default false, as in the paper's code.</value>
    public bool MirrorCoordinates { get; init; }

    /// <inheritdoc/>
    public override void Apply(in SkeletonClip clip, ref AugmentationRandom random)
    {
        if (random.NextChance(Probability))
            Flip(clip);
    }

    internal void Flip(in SkeletonClip clip)
    {
        clip.Values.CopyTo(clip.Scratch);
        if (clip.Shape.Bodies == 2)
            Exchange<long>(MemoryMarshal.Cast<float, long>(clip.Scratch), MemoryMarshal.Cast<float, long>(clip.Values), clip.Layout.Mirror.AsSpan(), 1); // Both bodies' numbers at once.
        else
            Exchange<float>(clip.Scratch, clip.Values, clip.Layout.Mirror.AsSpan(), clip.Shape.Bodies);
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
