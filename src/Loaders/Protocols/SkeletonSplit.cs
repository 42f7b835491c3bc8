namespace MsMclr.MLNet;

/// <summary>A part of a data set: a named, immutable rule that says of each clip whether it belongs.</summary>
/// <remarks>
/// A rule reads what is known of a clip, never its frames, so files outside a split are not opened where their names tell enough.
/// </remarks>
public sealed class SkeletonSplit
{
    private readonly Func<ClipInfo, bool> _contains;

    /// <summary>Creates a split of your own.</summary>
    /// <param name="name">What messages and reports call it.</param>
    /// <param name="contains">Whether a clip belongs. Called from several threads at once, so it must not change anything.</param>
    /// <param name="actionCount">How many of the format's actions the data set has (NTU-60: the first 60 of 120); 0, the default, for
    /// all.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="actionCount"/> is negative.</exception>
    public SkeletonSplit(string name, Func<ClipInfo, bool> contains, int actionCount = 0)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(contains);
        ArgumentOutOfRangeException.ThrowIfNegative(actionCount);
        Name = name;
        _contains = contains;
        ActionCount = actionCount;
    }

    /// <summary>Gets what messages and reports call the split.</summary>
    public string Name { get; }

    /// <summary>Gets how many of the format's actions the data set has; 0 for all. Clips of later actions are left out.</summary>
    public int ActionCount { get; }

    /// <summary>Tells whether a clip belongs to the split.</summary>
    /// <param name="clip">What is known of the clip.</param>
    /// <returns>True if it belongs.</returns>
    public bool Contains(ClipInfo clip)
    {
        ArgumentNullException.ThrowIfNull(clip);
        return (ActionCount == 0 || clip.Label <= ActionCount) && _contains(clip);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
