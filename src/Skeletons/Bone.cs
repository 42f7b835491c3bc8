namespace MsMclr.MLNet;

/// <summary>
/// A bone: the joint it ends in and the joint it hangs from, both 0-based indices into <see cref="SkeletonLayout.Joints"/>.
/// </summary>
/// <param name="Child">The joint further from the center.</param>
/// <param name="Parent">The joint nearer to the center.</param>
public readonly record struct Bone(int Child, int Parent);
