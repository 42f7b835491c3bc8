namespace MsMclr.MLNet;

/// <summary>
/// Represents a random change to a clip that leaves the action recognizable: draws from a generator, applies in place. A descriptor:
/// immutable, without state, shared between threads. Derive your own from it.
/// </summary>
public abstract record SkeletonAugmentation
{
    /// <summary>Draws and applies.</summary>
    /// <param name="clip">The clip <c>[C, T, V, M]</c>, changed in place.</param>
    /// <param name="random">The view's random numbers.</param>
    /// <exception cref="ArgumentException">The clip's shape does not suit this augmentation.</exception>
    public abstract void Apply(in SkeletonClip clip, ref AugmentationRandom random);
}
