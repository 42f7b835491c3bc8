namespace MsMclr.MLNet.Transforms.Live;

/// <summary>What a body consists of.</summary>
/// <param name="Layout">The joints.</param>
/// <param name="Channels">C, values a joint.</param>
/// <param name="Coordinates">How many of them are coordinates; those after them are scores.</param>
internal sealed record BodyShape(SkeletonLayout Layout, int Channels, int Coordinates)
{
    public int Length => Layout.JointCount * Channels;
}
