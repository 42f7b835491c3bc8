using System.Collections.Immutable;

namespace MsMclr.MLNet.Skeletons;

/// <summary>What must hold of a layout. Each rule's message names the joint and says what to do.</summary>
internal readonly ref struct LayoutRules(SkeletonLayout layout)
{
    public void Check()
    {
        CheckJoints();
        CheckTree();
        CheckMirror();
        CheckGroups(layout.Parts, "part", "parts");
        CheckGroups(layout.Regions, "region", "regions");
        CheckShoulders();
    }

    private void CheckJoints()
    {
        if (layout.JointCount == 0)
            throw Broken("it has no joint; name at least one", "joints");
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var joint in layout.Joints)
        {
            if (string.IsNullOrWhiteSpace(joint))
                throw Broken("a joint has no name; name every joint", "joints");
            if (!seen.Add(joint))
                throw Broken($"two joints are named '{joint}'; give each its own name", "joints");
        }

        RequireJoint(layout.Center, "the center", "center");
    }

    private void CheckTree()
    {
        var parents = new int[layout.JointCount];
        Array.Fill(parents, -1);
        foreach (var (child, parent) in layout.Bones)
        {
            RequireJoint(child, $"bone ({child}, {parent})", "bones");
            RequireJoint(parent, $"bone ({child}, {parent})", "bones");
            if (child == layout.Center)
                throw Broken($"bone ({child}, {parent}) gives the center a parent; the center is the root, turn the bone round", "bones");
            if (parents[child] >= 0)
            {
                throw Broken(
                    $"joint {Named(child)} has two parents, {parents[child]} and {parent}; keep one bone for each joint",
                    "bones");
            }

            parents[child] = parent;
        }

        for (var joint = 0; joint < parents.Length; joint++)
        {
            var at = joint;
            for (var steps = 0; at != layout.Center; steps++)
            {
                if (parents[at] < 0)
                    throw Broken($"joint {Named(at)} has no bone to a parent; every joint but the center needs one", "bones");
                if (steps > parents.Length)
                    throw Broken($"joint {Named(joint)} is on a cycle of bones; bones must lead to the center", "bones");
                at = parents[at];
            }
        }
    }

    private void CheckMirror()
    {
        var mirror = layout.Mirror;
        if (mirror.Length != layout.JointCount)
        {
            throw Broken(
                $"the mirror has {mirror.Length} entries for {layout.JointCount} joints; give one for each joint",
                "mirror");
        }

        for (var joint = 0; joint < layout.JointCount; joint++)
        {
            RequireJoint(mirror[joint], $"the mirror of joint {joint}", "mirror");
            var back = mirror[mirror[joint]];
            if (back != joint)
            {
                throw Broken(
                    $"joint {joint} mirrors to {mirror[joint]}, which mirrors to {back}; a mirror must be its own inverse",
                    "mirror");
            }
        }
    }

    private void CheckGroups(ImmutableArray<JointGroup> groups, string one, string argument)
    {
        var owner = new string?[layout.JointCount];
        foreach (var group in groups)
        {
            foreach (var joint in group.Joints)
            {
                RequireJoint(joint, $"{one} '{group.Name}'", argument);
                if (owner[joint] is { } other)
                {
                    throw Broken(
                        $"joint {Named(joint)} is in two {argument}, '{other}' and '{group.Name}'; keep it in one",
                        argument);
                }

                owner[joint] = group.Name;
            }
        }

        var missing = Array.IndexOf(owner, null);
        if (missing >= 0)
            throw Broken($"joint {Named(missing)} is in no {one}; the {argument} must cover every joint", argument);
    }

    private void CheckShoulders()
    {
        if ((layout.LeftShoulder < 0) != (layout.RightShoulder < 0))
            throw Broken("only one shoulder is given; give both or neither (-1)", "leftShoulder");
        if (layout.LeftShoulder < 0)
            return;
        RequireJoint(layout.LeftShoulder, "the left shoulder", "leftShoulder");
        RequireJoint(layout.RightShoulder, "the right shoulder", "rightShoulder");
        if (layout.LeftShoulder == layout.RightShoulder)
            throw Broken("both shoulders are the same joint", "rightShoulder");
    }

    private void RequireJoint(int joint, string what, string argument)
    {
        if (joint >= 0 && joint < layout.JointCount)
            return;
        var last = layout.JointCount - 1;
        throw Broken($"{what} names joint {joint}, which is not among the {layout.JointCount} joints (0 to {last})", argument);
    }

    private string Named(int joint) => $"{joint} ('{layout.Joints[joint]}')";

    private ArgumentException Broken(string reason, string argument)
        => new($"The skeleton layout '{layout.Name}' is not valid: {reason}.", argument);
}
