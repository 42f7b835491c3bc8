namespace MsMclr.MLNet;

/// <summary>
/// A random change to a clip that leaves the action recognizable: draws from a generator, applies in place. A descriptor:
/// immutable, without state, shared between threads. Derive your own from it.
/// </summary>
public abstract record SkeletonAugmentation
{
    /// <summary>Draws and applies.</summary>
    /// <param name="clip">The clip <c>[C, T, V, M]</c>, changed in place.</param>
    /// <param name="random">The view's random numbers.</param>
    /// <exception cref="ArgumentException">The clip's shape does not suit this augmentation.</exception>
    public abstract void Apply(in SkeletonClip clip, ref AugmentationRandom random);

    private protected static double RequireProbability(double value, string property)
        => value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(property, value, "A probability from 0 to 1 is expected.");

    private protected static double RequireNonNegative(double value, string property)
        => double.IsFinite(value) && value >= 0 ? value : throw new ArgumentOutOfRangeException(property, value, "A finite number of at least 0 is expected.");
}
