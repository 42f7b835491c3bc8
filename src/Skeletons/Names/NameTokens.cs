using System.Collections.Immutable;

namespace MsMclr.MLNet.Skeletons.Names;

/// <summary>The words of a joint's name in lower case: <c>Bip01 L ForeArm</c> is bip, 01, l, fore, arm.</summary>
internal static class NameTokens
{
    public static ImmutableArray<string> Of(string name)
    {
        var text = WithoutNamespace(name);
        var words = ImmutableArray.CreateBuilder<string>();
        var start = -1;
        for (var i = 0; i < text.Length; i++)
        {
            var counts = char.IsLetterOrDigit(text[i]);
            if (start >= 0 && (!counts || Begins(text, i)))
            {
                words.Add(text[start..i].ToLowerInvariant());
                start = -1;
            }

            if (counts && start < 0)
                start = i;
        }

        if (start >= 0)
            words.Add(text[start..].ToLowerInvariant());
        return words.ToImmutable();
    }

    // Scenes put a name of their own before each joint's: "mixamorig:LeftArm", "Armature|Hips".
    private static string WithoutNamespace(string name)
    {
        var end = name.AsSpan().LastIndexOfAny(':', '|');
        return end >= 0 && end < name.Length - 1 ? name[(end + 1)..] : name;
    }

    /// <summary>Whether a word begins here within letters and digits: "leftArm", "LArm" before A, "Bip01" before 0.</summary>
    private static bool Begins(string text, int at)
    {
        var before = text[at - 1];
        var here = text[at];
        if (char.IsDigit(before) != char.IsDigit(here))
            return true;
        if (!char.IsUpper(here))
            return false;
        var follows = at + 1 < text.Length && char.IsLower(text[at + 1]);
        return char.IsLower(before) || (char.IsUpper(before) && follows);
    }
}
