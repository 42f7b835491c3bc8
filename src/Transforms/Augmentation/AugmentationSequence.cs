using System.Collections.Immutable;

namespace MsMclr.MLNet;

/// <summary>Applies several augmentations, one after the other.</summary>
public sealed record AugmentationSequence : SkeletonAugmentation
{
    /// <summary>Initializes a sequence.</summary>
    /// <param name="steps">The augmentations, in the order in which they apply; none leaves clips as they are.</param>
    /// <exception cref="ArgumentNullException">The list, or one of its entries, is null.</exception>
    public AugmentationSequence(params IEnumerable<SkeletonAugmentation> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        Steps = [.. steps];
        if (Steps.Contains(null!))
            throw new ArgumentNullException(nameof(steps), "An augmentation of the sequence is null.");
    }

    /// <summary>Gets the augmentations, in order.</summary>
    public ImmutableArray<SkeletonAugmentation> Steps { get; }

    /// <inheritdoc/>
    public override void Apply(in SkeletonClip clip, ref AugmentationRandom random)
    {
        foreach (var step in Steps)
            step.Apply(clip, ref random);
    }

    /// <summary>Compares two sequences, which are equal when their steps are.</summary>
    /// <param name="other">The other sequence.</param>
    /// <returns>Whether all steps are equal.</returns>
    public bool Equals(AugmentationSequence? other) => other is not null && Steps.SequenceEqual(other.Steps);

    /// <inheritdoc/>
    public override int GetHashCode() => Steps.Aggregate(0, HashCode.Combine);
}
