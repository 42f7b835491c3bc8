using System.Collections.Immutable;
using MsMclr.MLNet.Skeletons.Names;

namespace MsMclr.MLNet;

/// <summary>
/// What the names of joints tell: sides, counterparts, shoulders, hips and the center. Knows how tools write sides: <c>LeftArm</c>,
/// <c>lArm</c>, <c>Arm.L</c>, <c>left_arm</c>, <c>Bip01 L Arm</c>, <c>Arm_l</c>, <c>mixamorig:LeftArm</c>, <c>lfemur</c>.
/// </summary>
/// <remarks>A letter is a side only where the counterpart is there too, so <c>Leg</c>, <c>Rib</c> and <c>lowerback</c> are on no side.
/// What is doubtful stands in <see cref="Warnings"/>. Immutable and thread-safe.</remarks>
public sealed class JointNames
{
    private JointNames(ImmutableArray<string> joints, int[]? parents, JointNamesOptions options)
    {
        Joints = joints;
        var given = new GivenJoints(joints, options);
        var pairs = new SidePairs(joints, given.Pairs);
        Sides = pairs.Sides;
        Mirror = pairs.Mirror;
        Bases = BaseNames.Of(pairs.Rest);
        var roles = new JointRoles(Bases, Sides, Mirror);
        var root = parents is null ? -1 : Array.FindIndex(parents, parent => parent < 0);
        var center = given.Center ?? roles.Center();
        Center = center >= 0 ? center : Math.Max(0, root);
        var shoulders = given.Shoulders ?? roles.Shoulders(parents);
        LeftShoulder = shoulders.Left;
        RightShoulder = shoulders.Right;
        var hips = roles.Hips();
        LeftHip = hips.Left;
        RightHip = hips.Right;
        Parents = parents is null ? JointAnatomy.Parents(Bases, Sides, Center) : NamedLayout.Rerooted(parents, Center);
        Warnings = [.. JointDoubts.Of(this, pairs.Alone, isCenterKnown: center >= 0 || root >= 0)];
    }

    /// <summary>Gets the names.</summary>
    public ImmutableArray<string> Joints { get; }

    /// <summary>Gets the side of each joint.</summary>
    public ImmutableArray<JointSide> Sides { get; }

    /// <summary>Gets what each joint is, in lower case, without side, prefix and punctuation: <c>forearm</c>.</summary>
    public ImmutableArray<string> Bases { get; }

    /// <summary>Gets, for each joint, its counterpart on the other side; itself where there is none.</summary>
    public ImmutableArray<int> Mirror { get; }

    /// <summary>Gets, for each joint, the joint it hangs from, the center being the root; -1 for the center.</summary>
    /// <value>The parents that were given, turned toward the center; guessed from names where none were.</value>
    public ImmutableArray<int> Parents { get; }

    /// <summary>Gets where the left upper arm begins; -1 where no name tells.</summary>
    public int LeftShoulder { get; }

    /// <summary>Gets where the right upper arm begins; -1 where no name tells.</summary>
    public int RightShoulder { get; }

    /// <summary>Gets where the left thigh begins; -1 where no name tells.</summary>
    public int LeftHip { get; }

    /// <summary>Gets where the right thigh begins; -1 where no name tells.</summary>
    public int RightHip { get; }

    /// <summary>Gets the middle of the hips; the root, or the first joint, where no name tells.</summary>
    public int Center { get; }

    /// <summary>Gets what is doubtful, a sentence each: no pair, a side without its counterpart, no shoulders.</summary>
    public ImmutableArray<string> Warnings { get; }

    /// <summary>Reads names.</summary>
    /// <param name="joints">The names, all different.</param>
    /// <param name="parents">For each joint the one it hangs from, -1 for the root; null where nothing tells.</param>
    /// <param name="options">What is known besides; null for nothing.</param>
    /// <returns>What the names tell.</returns>
    /// <exception cref="ArgumentException">There is no joint, a joint of the options is not there, or parents are not one for each
    /// joint.</exception>
    public static JointNames Of(IEnumerable<string> joints, IEnumerable<int>? parents = null, JointNamesOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(joints);
        ImmutableArray<string> names = [.. joints];
        if (names.IsEmpty)
            throw new ArgumentException("There is no joint; name at least one.", nameof(joints));
        var above = parents?.ToArray();
        if (above is not null && (above.Length != names.Length || above.Any(parent => parent >= names.Length)))
        {
            throw new ArgumentException(
                $"{above.Length} parents for {names.Length} joints; give each joint one of them, and the root -1.",
                nameof(parents));
        }

        return new JointNames(names, above, options ?? new JointNamesOptions());
    }

    /// <summary>Finds joints of another list that have the same side and the same base name.</summary>
    /// <param name="other">The other list.</param>
    /// <returns>For each of its joints the place of the one like it here; -1 where there is none, or several.</returns>
    public ImmutableArray<int> Match(JointNames other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var places = Enumerable.Range(0, Joints.Length).ToLookup(joint => (Sides[joint], Bases[joint]));
        return [.. other.Sides.Zip(other.Bases).Select(joint => places[joint].ToArray() is [var place] ? place : -1)];
    }

    /// <summary>The joint that a name means, which may be spelled by another tool; -1 where it means none, or several.</summary>
    internal int Find(string joint)
    {
        var words = NameTokens.Of(joint);
        var whole = string.Concat(words);
        var middle = Only(index => Sides[index] == JointSide.Middle && Bases[index] == whole);
        for (var rank = 0; middle < 0 && rank < SideForm.Ranks; rank++)
        {
            var forms = SideForm.Of(words).Where(form => form.Rank == rank).Select(form => (form.Side, string.Concat(form.Rest))).ToArray();
            middle = Only(index => forms.Contains((Sides[index], Bases[index])));
        }

        return middle;

        int Only(Func<int, bool> isMeant)
            => Enumerable.Range(0, Joints.Length).Where(isMeant).Take(2).ToArray() is [var one] ? one : -1;
    }

    /// <summary>The words of a name in lower case, without the namespace before a colon.</summary>
    internal static ImmutableArray<string> Words(string joint) => NameTokens.Of(joint);

    /// <summary>Makes a layout: the bones lead to <see cref="Center"/>, limbs are parts and regions.</summary>
    /// <param name="name">The layout's name.</param>
    /// <returns>The layout, with the warnings in <see cref="SkeletonLayout.Warnings"/>; loaders log them.</returns>
    /// <exception cref="ArgumentException">Two joints have one name, or the parents are no tree.</exception>
    public SkeletonLayout ToLayout(string name) => NamedLayout.Make(name, this);
}
