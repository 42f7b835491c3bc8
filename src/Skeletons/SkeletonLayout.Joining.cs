namespace MsMclr.MLNet;

public sealed partial class SkeletonLayout
{
    /// <summary>
    /// Makes a layout of this body with both hands (<see cref="Hand21"/>), the left one first: joints <c>HandLeftWrist</c>,
    /// <c>HandLeftThumbCmc</c> and so on hang from the body's wrists, and belong to the regions of its arms.
    /// </summary>
    /// <returns>The layout, of 42 joints more, called <c>name-hands</c>.</returns>
    /// <exception cref="InvalidOperationException">The layout has no joints <c>WristLeft</c> and <c>WristRight</c>.</exception>
    public SkeletonLayout WithHands()
    {
        var left = Attach(Hand21, "WristLeft", "HandLeft", "left ", opposite: JointCount + Hand21.JointCount);
        var right = Attach(Hand21, "WristRight", "HandRight", "right ", opposite: JointCount);
        return Joined("hands", left, right);
    }

    /// <summary>
    /// Makes a layout of this body with a face (<see cref="Face70"/>), which hangs from the body's nose, and belongs to its region. Its
    /// joints are <c>FaceJawRight1</c> and so on.
    /// </summary>
    /// <returns>The layout, of 70 joints more, called <c>name-face</c>.</returns>
    /// <exception cref="InvalidOperationException">The layout has no joint <c>Nose</c>.</exception>
    public SkeletonLayout WithFace() => Joined("face", Attach(Face70, "Nose", "Face", "face: ", opposite: JointCount));

    private Attached Attach(SkeletonLayout part, string joint, string prefix, string group, int opposite)
    {
        var parent = IndexOf(joint);
        if (parent < 0)
            throw new InvalidOperationException($"The layout '{Name}' has no joint '{joint}' to hang {part.Name} from.");
        return new Attached(part, parent, prefix, group, opposite);
    }

    private SkeletonLayout Joined(string word, params Attached[] attached)
    {
        var joints = Joints.ToList();
        var bones = Bones.ToList();
        var mirror = Mirror.ToList();
        var parts = Parts.ToList();
        var regions = Regions.ToDictionary(region => region, region => region.Joints.ToList());
        foreach (var (part, parent, prefix, group, opposite) in attached)
        {
            var first = joints.Count;
            bones.Add(new Bone(first + part.Center, parent));
            bones.AddRange(part.Bones.Select(bone => new Bone(first + bone.Child, first + bone.Parent)));
            mirror.AddRange(part.Mirror.Select(joint => opposite + joint));
            parts.AddRange(part.Parts.Select(of => new JointGroup(group + of.Name, of.Joints.Select(joint => first + joint))));
            var region = Regions.First(region => region.Joints.Contains(parent));
            regions[region].AddRange(Enumerable.Range(first, part.JointCount));
            joints.AddRange(part.Joints.Select(joint => prefix + joint));
        }

        return new SkeletonLayout(
            $"{Name}-{word}",
            joints,
            bones,
            Center,
            mirror,
            parts,
            Regions.Select(region => new JointGroup(region.Name, regions[region])),
            LeftShoulder,
            RightShoulder);
    }

    /// <summary>A layout that becomes a part of another.</summary>
    /// <param name="Layout">The part.</param>
    /// <param name="Parent">The joint that its center hangs from.</param>
    /// <param name="Prefix">What its joints' names begin with.</param>
    /// <param name="Group">What its groups' names begin with.</param>
    /// <param name="Opposite">Where the joints begin that its joints mirror to.</param>
    private sealed record Attached(SkeletonLayout Layout, int Parent, string Prefix, string Group, int Opposite);
}
