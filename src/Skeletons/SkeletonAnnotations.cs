namespace MsMclr.MLNet;

/// <summary>
/// The annotation kinds of columns: what <c>Clip</c> and <c>Skeleton</c> carry, so that transforms find the layout by themselves, and
/// what numbers are called.
/// </summary>
public static class SkeletonAnnotations
{
    /// <summary>Text: the layout as JSON (<see cref="SkeletonLayout.ToJson"/>).</summary>
    public const string Layout = "SkeletonLayout";

    /// <summary>Vector of text, length V: the joint names in order.</summary>
    public const string Joints = "SkeletonJoints";

    /// <summary>
    /// Vector of text, on <c>Subject</c>, <c>Camera</c> and columns like them: what the numbers 1, 2 and so on are called in the paths or
    /// the table that tells them. Numbers that are their own have no such annotation.
    /// </summary>
    public const string NumberNames = "SkeletonNumberNames";

    /// <summary>
    /// Text, on <c>Skeleton</c>: how the clips were prepared, as JSON. The trainer writes it into the encoder's files.
    /// </summary>
    public const string Preparation = "SkeletonPreparation";

    /// <summary>
    /// Int32: how many of a joint's C values are coordinates; those after them are scores. Where it is not there, all are coordinates.
    /// </summary>
    public const string Coordinates = "SkeletonCoordinates";
}
