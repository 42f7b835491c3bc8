using System.Collections.Immutable;

namespace MsMclr.MLNet.Skeletons.Names;

/// <summary>Finds shoulders, hips and the center among joints whose sides are known.</summary>
internal sealed class JointRoles(ImmutableArray<string> bases, ImmutableArray<JointSide> sides, ImmutableArray<int> mirror)
{
    /// <summary>The pair of joints where the upper arms begin; -1 and -1 where no name tells.</summary>
    public (int Left, int Right) Shoulders(IReadOnlyList<int>? parents)
    {
        var found = Pair(JointWords.Shoulders);
        if (found.Left >= 0 || parents is null)
            return found;
        // Whatever the upper arm is called, the forearm hangs from it.
        var (left, right) = Pair(JointWords.Elbows);
        if (left < 0 || parents[left] < 0 || parents[right] < 0 || parents[left] == parents[right])
            return (-1, -1);
        return (parents[left], parents[right]);
    }

    /// <summary>The pair of joints where the thighs begin; -1 and -1 where no name tells.</summary>
    public (int Left, int Right) Hips() => Pair(JointWords.Hips);

    /// <summary>The middle of the hips; -1 where no name tells.</summary>
    public int Center()
    {
        foreach (var word in JointWords.Centers)
        {
            for (var joint = 0; joint < bases.Length; joint++)
            {
                if (bases[joint] == word && sides[joint] == JointSide.Middle)
                    return joint;
            }
        }

        return -1;
    }

    // Copies of a joint are numbered ("Arm.L.001"): the number counts only where a name without one is not there.
    private (int Left, int Right) Pair(string[] words)
    {
        var found = Pair(words, bases);
        return found.Left >= 0 ? found : Pair(words, [.. bases.Select(JointWords.WithoutNumber)]);
    }

    private (int Left, int Right) Pair(string[] words, ImmutableArray<string> names)
    {
        foreach (var word in words)
        {
            for (var joint = 0; joint < names.Length; joint++)
            {
                if (names[joint] == word && sides[joint] == JointSide.Left && mirror[joint] != joint)
                    return (joint, mirror[joint]);
            }
        }

        return (-1, -1);
    }
}
