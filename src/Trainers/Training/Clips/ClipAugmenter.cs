using System.Buffers;

namespace MsMclr.MLNet.Trainers.Training.Clips;

/// <summary>
/// Augments single clips. What one becomes is a function of (seed, epoch, clip, view): neither threads nor batch size change it.
/// </summary>
internal sealed class ClipAugmenter(ClipShape shape, SkeletonLayout layout, long seed)
{
    /// <summary>How many of a joint's values are coordinates.</summary>
    public int Coordinates { get; init; } = shape.Channels;

    /// <summary>Augments <c>[C, T, V, M]</c> in place.</summary>
    public void Apply(SkeletonAugmentation augmentation, Span<float> values, int epoch, int clip, int view)
    {
        var random = AugmentationRandom.For(seed, epoch, clip, view);
        var scratch = ArrayPool<float>.Shared.Rent(values.Length);
        var augmented = new SkeletonClip(values, shape, layout, scratch.AsSpan(0, values.Length), Coordinates);
        augmentation.Apply(augmented, ref random);
        ArrayPool<float>.Shared.Return(scratch);
    }
}
