namespace MsMclr.MLNet;

/// <summary>Where a joint of one layout comes from in another: one joint, or the middle of two.</summary>
/// <param name="First">A joint of the source layout, 0-based.</param>
/// <param name="Second">The same joint again, or the other end of the line that the joint is in the middle of.</param>
/// <param name="IsInferred">Whether the source layout has no such joint, so that the position is a guess.</param>
public readonly record struct JointSource(int First, int Second, bool IsInferred);
