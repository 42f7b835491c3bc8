namespace MsMclr.MLNet;

/// <summary>
/// The annotation kinds that <c>Clip</c> and <c>Skeleton</c> columns carry, so that transforms find the layout by themselves.
/// </summary>
public static class SkeletonAnnotations
{
    /// <summary>Text: the layout as JSON (<see cref="SkeletonLayout.ToJson"/>).</summary>
    public const string Layout = "SkeletonLayout";

    /// <summary>Vector of text, length V: the joint names in order.</summary>
    public const string Joints = "SkeletonJoints";

    /// <summary>
    /// Int32: how many of a joint's C values are coordinates; those after them are scores. Where it is not there, all are coordinates.
    /// </summary>
    public const string Coordinates = "SkeletonCoordinates";
}
