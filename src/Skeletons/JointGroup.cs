using System.Collections.Immutable;

namespace MsMclr.MLNet;

/// <summary>A named set of joints: a part (say "left hand") or a body region (say "left arm") of a <see cref="SkeletonLayout"/>.</summary>
public sealed class JointGroup
{
    /// <summary>Creates a group.</summary>
    /// <param name="name">What people call it.</param>
    /// <param name="joints">0-based joint indices, at least one.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> or <paramref name="joints"/> is empty.</exception>
    public JointGroup(string name, IEnumerable<int> joints)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(joints);
        Name = name;
        Joints = [.. joints];
        if (Joints.Length == 0)
            throw new ArgumentException($"The joint group '{name}' holds no joint; give it at least one.", nameof(joints));
    }

    /// <summary>Gets what people call the group.</summary>
    public string Name { get; }

    /// <summary>Gets the 0-based joint indices.</summary>
    public ImmutableArray<int> Joints { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({string.Join(", ", Joints)})";
}
