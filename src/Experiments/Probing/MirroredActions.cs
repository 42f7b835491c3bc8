namespace MsMclr.MLNet;

/// <summary>Two actions that are each other's mirror image, say <c>wave left hand</c> and <c>wave right hand</c>.</summary>
/// <param name="Left">The name of one.</param>
/// <param name="Right">The name of the other.</param>
public sealed record MirroredActions(string Left, string Right);
