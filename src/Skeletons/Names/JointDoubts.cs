using System.Collections.Immutable;

namespace MsMclr.MLNet.Skeletons.Names;

/// <summary>Puts into sentences what the names of joints leave open, and what to do about it.</summary>
internal static class JointDoubts
{
    private const int Named = 8;

    public static IEnumerable<string> Of(JointNames names, IEnumerable<int> alone, bool isCenterKnown)
    {
        var joints = names.Joints;
        if (joints.Length > 1 && names.Mirror.Select((other, joint) => other == joint).All(isSelf => isSelf))
        {
            yield return $"no joint has a counterpart on the other side by its name ({Listed(joints)}), so a flip would change nothing; "
                + $"give pairs of left and right joints ({nameof(JointNamesOptions)}.{nameof(JointNamesOptions.MirrorPairs)})";
        }
        else if (alone.Select(joint => joints[joint]).ToImmutableArray() is { IsEmpty: false } lonely)
        {
            yield return $"{Listed(lonely)}: a side by name, and no counterpart among the joints; a flip leaves what it is; "
                + $"name the counterpart ({nameof(JointNamesOptions)}.{nameof(JointNamesOptions.MirrorPairs)})";
        }

        if (joints.Length > 1 && names.LeftShoulder < 0)
        {
            yield return $"no joint is a shoulder by its name ({Listed(joints)}), so clips cannot be turned by the shoulders; give "
                + $"{nameof(JointNamesOptions)}.{nameof(JointNamesOptions.LeftShoulder)} and {nameof(JointNamesOptions.RightShoulder)}";
        }

        if (!isCenterKnown)
        {
            yield return $"no joint is the middle of the hips by its name, so '{joints[names.Center]}', the first, is the center; give "
                + $"{nameof(JointNamesOptions)}.{nameof(JointNamesOptions.Center)} to choose another";
        }
    }

    private static string Listed(ImmutableArray<string> joints)
        => string.Join(", ", joints.Take(Named).Select(joint => $"'{joint}'")) + (joints.Length > Named ? ", ..." : "");
}
