using System.Text.RegularExpressions;

namespace MsMclr.MLNet.Experiments.Probing;

/// <summary>Finds actions that are each other's mirror image by their names.</summary>
internal static partial class SideNames
{
    /// <summary>The actions that were asked for, or else those whose names differ by the words left and right alone.</summary>
    /// <param name="asked">The pairs that a user named; may be empty.</param>
    /// <param name="names">The names of all actions.</param>
    /// <returns>Pairs of indexes into <paramref name="names"/>.</returns>
    /// <exception cref="ArgumentException">A pair names an action that is not there.</exception>
    public static IReadOnlyList<(int Left, int Right)> Find(IReadOnlyList<MirroredActions> asked, IReadOnlyList<string> names)
    {
        if (asked.Count > 0)
            return [.. asked.Select(pair => (Index(pair.Left, names), Index(pair.Right, names)))];
        var pairs = new List<(int Left, int Right)>();
        for (var left = 0; left < names.Count; left++)
        {
            var other = Left().Replace(names[left], word => Right(word.Value));
            var right = IndexOf(other, names);
            if (right >= 0 && right != left)
                pairs.Add((left, right));
        }

        return pairs;
    }

    private static int Index(string name, IReadOnlyList<string> names)
    {
        var index = IndexOf(name, names);
        if (index >= 0)
            return index;
        var known = string.Join(", ", names.Select(known => $"'{known}'"));
        throw new ArgumentException($"MirroredActions names '{name}', which is no action. The actions are {known}.", nameof(name));
    }

    private static int IndexOf(string name, IReadOnlyList<string> names)
    {
        for (var index = 0; index < names.Count; index++)
        {
            if (string.Equals(names[index], name, StringComparison.OrdinalIgnoreCase))
                return index;
        }

        return -1;
    }

    private static string Right(string left) => char.IsUpper(left[0]) ? "Right" : "right";

    // Not within a longer word, as in "leftover"; "LeftHand" and "left_hand" are two words each.
    [GeneratedRegex("Left(?![a-z])|(?<![A-Za-z])left(?![a-z])|(?<![A-Za-z])LEFT(?![A-Za-z])")]
    private static partial Regex Left();
}
