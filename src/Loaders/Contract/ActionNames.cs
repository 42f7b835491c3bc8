using System.Collections.Immutable;
using System.Globalization;

namespace MsMclr.MLNet.Loaders.Contract;

/// <summary>Finds the label that a word stands for.</summary>
internal static class ActionNames
{
    /// <summary>Takes the name of an action, or its number from 1. A name that looks like a number is a name.</summary>
    public static bool TryFind(ImmutableArray<string> actions, string word, out uint label)
    {
        label = (uint)(actions.IndexOf(word) + 1);
        if (label > 0)
            return true;
        return uint.TryParse(word, NumberStyles.Integer, CultureInfo.InvariantCulture, out label)
            && label >= 1
            && label <= actions.Length;
    }
}
