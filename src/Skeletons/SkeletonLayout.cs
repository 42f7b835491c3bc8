using System.Collections.Immutable;
using MsMclr.MLNet.Skeletons;

namespace MsMclr.MLNet;

/// <summary>
/// A skeleton as data: joints, the bones between them, a center, left-right mirror, and the groups that multi-scale motion
/// attention works on. Everything that knows about bodies (bones, graph, augmentation, attention, drawing) reads it from here,
/// so a layout of your own gets all of them.
/// </summary>
/// <remarks>Joints are 0-based. Bones form one tree whose root is <see cref="Center"/>. Immutable and thread-safe.</remarks>
public sealed partial class SkeletonLayout : IEquatable<SkeletonLayout>
{
    private readonly Lazy<string> _json;

    /// <summary>Creates a layout of your own.</summary>
    /// <param name="name">The layout's name, as it appears in messages and saved models.</param>
    /// <param name="joints">Joint names in the order of the data, all different.</param>
    /// <param name="bones">One bone for every joint but the center: a tree with the center as its root.</param>
    /// <param name="center">The joint that clips are centered on and graph distances are counted from, 0-based.</param>
    /// <param name="mirror">For each joint, its counterpart on the other side (itself on the midline).</param>
    /// <param name="parts">Small groups (say hands, feet) that cover every joint exactly once.</param>
    /// <param name="regions">Large groups (say arms, legs, trunk) that cover every joint exactly once.</param>
    /// <param name="leftShoulder">The joint where the line that clips are turned by begins; -1 if the layout has none.</param>
    /// <param name="rightShoulder">The joint where that line ends; -1 if the layout has none.</param>
    /// <exception cref="ArgumentException">A name twice, a bone or group naming a joint that is not there, a joint with two parents
    /// or none, a cycle, a joint in two groups or none, a mirror that is not its own inverse.</exception>
    public SkeletonLayout(string name, IEnumerable<string> joints, IEnumerable<Bone> bones, int center, IEnumerable<int> mirror,
        IEnumerable<JointGroup> parts, IEnumerable<JointGroup> regions, int leftShoulder = -1, int rightShoulder = -1)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        Joints = [.. joints ?? throw new ArgumentNullException(nameof(joints))];
        Bones = [.. bones ?? throw new ArgumentNullException(nameof(bones))];
        Center = center;
        Mirror = [.. mirror ?? throw new ArgumentNullException(nameof(mirror))];
        Parts = [.. parts ?? throw new ArgumentNullException(nameof(parts))];
        Regions = [.. regions ?? throw new ArgumentNullException(nameof(regions))];
        LeftShoulder = leftShoulder;
        RightShoulder = rightShoulder;
        new LayoutRules(this).Check();
        Parents = ParentsOf(Bones, JointCount, center);
        _json = new(() => SkeletonLayoutJson.Write(this));
    }

    /// <summary>Gets the layout's name.</summary>
    public string Name { get; }

    /// <summary>Gets the joint names in the order of the data.</summary>
    public ImmutableArray<string> Joints { get; }

    /// <summary>Gets V, the number of joints.</summary>
    public int JointCount => Joints.Length;

    /// <summary>Gets the bones, one for every joint but the center.</summary>
    public ImmutableArray<Bone> Bones { get; }

    /// <summary>Gets, for each joint, the joint it hangs from; the center is its own parent.</summary>
    public ImmutableArray<int> Parents { get; }

    /// <summary>Gets the joint that clips are centered on, 0-based.</summary>
    public int Center { get; }

    /// <summary>Gets, for each joint, its counterpart on the other side.</summary>
    public ImmutableArray<int> Mirror { get; }

    /// <summary>Gets the small joint groups, the middle scale of multi-scale motion attention.</summary>
    public ImmutableArray<JointGroup> Parts { get; }

    /// <summary>Gets the large joint groups, the coarse scale of multi-scale motion attention.</summary>
    public ImmutableArray<JointGroup> Regions { get; }

    /// <summary>Gets where the shoulder line begins, 0-based; -1 where the layout has none.</summary>
    public int LeftShoulder { get; }

    /// <summary>Gets where the shoulder line ends, 0-based; -1 where the layout has none.</summary>
    public int RightShoulder { get; }

    /// <summary>Gets a value indicating whether the layout has a shoulder line to turn clips by.</summary>
    public bool HasShoulders => LeftShoulder >= 0 && RightShoulder >= 0;

    /// <summary>Gets what is doubtful about a layout that was made of names (<see cref="JointNames"/>); loaders log it.</summary>
    /// <value>Empty for layouts that say everything themselves. Not part of JSON or of equality.</value>
    public ImmutableArray<string> Warnings { get; internal init; } = [];

    /// <summary>Gets the index of a joint.</summary>
    /// <param name="joint">Its name, case-insensitive.</param>
    /// <returns>The 0-based index, or -1.</returns>
    public int IndexOf(string joint)
    {
        for (var i = 0; i < Joints.Length; i++)
        {
            if (string.Equals(Joints[i], joint, StringComparison.OrdinalIgnoreCase))
                return i;
        }

        return -1;
    }

    /// <summary>Gets the layout as JSON, the form it takes in annotations, models and files.</summary>
    /// <returns>One line of JSON.</returns>
    public string ToJson() => _json.Value;

    /// <summary>Reads a layout from JSON.</summary>
    /// <param name="json">What <see cref="ToJson"/> wrote, or the same by hand; see <c>docs/layouts.md</c>.</param>
    /// <returns>The layout; a known one where the JSON describes a known one.</returns>
    /// <exception cref="FormatException">The text is not JSON or a field is missing; the message names it.</exception>
    /// <exception cref="ArgumentException">The layout it describes breaks a rule.</exception>
    public static SkeletonLayout FromJson(string json) => SkeletonLayoutJson.Read(json);

    /// <inheritdoc/>
    public bool Equals(SkeletonLayout? other) => ReferenceEquals(this, other) || (other is not null && ToJson() == other.ToJson());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SkeletonLayout);

    /// <inheritdoc/>
    public override int GetHashCode() => ToJson().GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({JointCount} joints)";

    private static ImmutableArray<int> ParentsOf(ImmutableArray<Bone> bones, int joints, int center)
    {
        var parents = new int[joints];
        parents[center] = center;
        foreach (var bone in bones)
            parents[bone.Child] = bone.Parent;
        return [.. parents];
    }
}
