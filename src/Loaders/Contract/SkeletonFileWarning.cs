namespace MsMclr.MLNet;

/// <summary>Something in a file that is not as it should be, and was read all the same.</summary>
/// <param name="File">The file's path or name.</param>
/// <param name="Line">The line, 1-based; 0 where lines mean nothing.</param>
/// <param name="Reason">What was found, and what was made of it.</param>
public sealed record SkeletonFileWarning(string File, long Line, string Reason)
{
    /// <inheritdoc/>
    public override string ToString() => Line > 0 ? $"{File}, line {Line}: {Reason}" : $"{File}: {Reason}";
}
