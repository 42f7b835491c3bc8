using System.Collections.Immutable;

namespace MsMclr.MLNet.Skeletons.Names;

/// <summary>Guesses bones from what joints are called: a wrist hangs from the elbow of its side.</summary>
internal static class JointAnatomy
{
    /// <summary>What a joint may hang from, nearest first.</summary>
    private static JointRole[] Above(JointRole role) => role switch
    {
        JointRole.Spine => [JointRole.Pelvis],
        JointRole.Chest => [JointRole.Spine, JointRole.Pelvis],
        JointRole.Neck => [JointRole.Chest, JointRole.Spine, JointRole.Pelvis],
        JointRole.Head => [JointRole.Neck, JointRole.Chest, JointRole.Spine],
        JointRole.Face => [JointRole.Head, JointRole.Neck],
        JointRole.Collar => [JointRole.Chest, JointRole.Neck, JointRole.Spine],
        JointRole.UpperArm => [JointRole.Collar, JointRole.Chest, JointRole.Neck, JointRole.Spine],
        JointRole.Elbow => [JointRole.UpperArm],
        JointRole.Wrist => [JointRole.Elbow, JointRole.UpperArm],
        JointRole.Hand => [JointRole.Wrist, JointRole.Elbow],
        JointRole.Finger => [JointRole.Hand, JointRole.Wrist],
        JointRole.Hip => [JointRole.Pelvis],
        JointRole.Knee => [JointRole.Hip],
        JointRole.Ankle => [JointRole.Knee],
        JointRole.Foot => [JointRole.Ankle, JointRole.Knee],
        JointRole.Toe => [JointRole.Foot, JointRole.Ankle],
        _ => [],
    };

    /// <summary>The parent of each joint; -1 for the center. What names don't tell hangs from the center.</summary>
    public static ImmutableArray<int> Parents(ImmutableArray<string> bases, ImmutableArray<JointSide> sides, int center)
    {
        var roles = bases.Select((name, joint) => Role(name, sides[joint])).ToArray();
        var parents = new int[roles.Length];
        for (var joint = 0; joint < roles.Length; joint++)
            parents[joint] = joint == center ? -1 : Parent(joint);
        Unlock(parents, center);
        return [.. parents];

        int Parent(int joint)
        {
            foreach (var role in Above(roles[joint]))
            {
                var near = Find(role, sides[joint]) is var own and >= 0 ? own : Find(role, JointSide.Middle);
                if (near >= 0 && near != joint)
                    return near;
            }

            return center;
        }

        // The last of several: a spine's uppermost joint, as tables list joints from the hips up.
        int Find(JointRole role, JointSide side)
        {
            for (var joint = roles.Length - 1; joint >= 0; joint--)
            {
                if (roles[joint] == role && sides[joint] == side)
                    return joint;
            }

            return -1;
        }
    }

    // A hip without a side is the middle of both, whatever else the word means.
    private static JointRole Role(string name, JointSide side)
    {
        var role = JointWords.Role(name);
        if (side == JointSide.Middle)
            return role == JointRole.Hip ? JointRole.Pelvis : role;
        if (role == JointRole.Pelvis)
            return JointRole.Hip;
        return role;
    }

    // Where the center is not the pelvis, two joints may hang from each other: one of them then hangs from the center.
    private static void Unlock(int[] parents, int center)
    {
        for (var joint = 0; joint < parents.Length; joint++)
        {
            var at = joint;
            for (var steps = 0; at >= 0 && steps <= parents.Length; steps++)
                at = parents[at];
            if (at >= 0)
                parents[joint] = center;
        }
    }
}
