using System.Collections.Immutable;

namespace MsMclr.MLNet.Skeletons.Names;

/// <summary>One way to read a side out of a joint's name.</summary>
/// <param name="Side">Left or right.</param>
/// <param name="Rank">How plain it is: 0 a word, 1 a letter that stands alone, 2 a word within a word, 3 a letter within a word.</param>
/// <param name="Key">The name with a mark in the side's place; the counterpart's is equal.</param>
/// <param name="Rest">The words without the side.</param>
internal sealed record SideForm(JointSide Side, int Rank, string Key, ImmutableArray<string> Rest)
{
    public const int Word = 0;
    public const int Letter = 1;
    private const int InnerWord = 2;
    private const int InnerLetter = 3;

    /// <summary>How many ranks there are.</summary>
    public const int Ranks = 4;

    private static readonly (string Left, string Right)[] Words =
    [
        ("left", "right"), ("lft", "rgt"), ("lf", "rt"), ("lt", "rt"), ("links", "rechts"), ("gauche", "droite"), ("左", "右"),
    ];

    /// <summary>Every way to read a side out of these words. Most are wrong; a counterpart decides.</summary>
    public static IEnumerable<SideForm> Of(ImmutableArray<string> words)
    {
        for (var at = 0; at < words.Length; at++)
        {
            for (var pair = 0; pair < Words.Length; pair++)
            {
                var (left, right) = Words[pair];
                foreach (var form in Readings(words, at, left, Word, InnerWord, JointSide.Left, pair))
                    yield return form;
                foreach (var form in Readings(words, at, right, Word, InnerWord, JointSide.Right, pair))
                    yield return form;
            }

            foreach (var form in Readings(words, at, "l", Letter, InnerLetter, JointSide.Left, Words.Length))
                yield return form;
            foreach (var form in Readings(words, at, "r", Letter, InnerLetter, JointSide.Right, Words.Length))
                yield return form;
        }
    }

    private static IEnumerable<SideForm> Readings(
        ImmutableArray<string> words,
        int at,
        string sign,
        int whole,
        int inner,
        JointSide side,
        int pair)
    {
        var word = words[at];
        if (word == sign)
        {
            yield return new(side, whole, Key("*"), words.RemoveAt(at));
            yield break;
        }

        // Two letters within a word say too little: "altitude" and "artitude".
        if (word.Length <= sign.Length || (sign.Length == 2 && char.IsAscii(sign[0])))
            yield break;
        if (word.StartsWith(sign, StringComparison.Ordinal))
            yield return new(side, inner, Key("*" + word[sign.Length..]), words.SetItem(at, word[sign.Length..]));
        if (word.EndsWith(sign, StringComparison.Ordinal))
            yield return new(side, inner, Key(word[..^sign.Length] + "*"), words.SetItem(at, word[..^sign.Length]));

        string Key(string mark) => $"{pair}:{string.Join(' ', words.SetItem(at, mark))}";
    }
}
