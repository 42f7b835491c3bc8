namespace MsMclr.MLNet.Loaders.Formats.Csv;

/// <summary>
/// Names of columns or joints, found by other spellings of them: case, spaces and ASCII punctuation don't count, letters of every script
/// do. Where several are alike, the one
/// that is spelled exactly so is meant.
/// </summary>
internal sealed class CsvNames(IReadOnlyList<string> names)
{
    private readonly ILookup<string, int> _places =
        Enumerable.Range(0, names.Count).ToLookup(place => Plain(names[place]), StringComparer.Ordinal);

    /// <summary>The places of what the name may mean: none, one, or several between which it does not decide.</summary>
    public IReadOnlyList<int> Find(string name)
    {
        int[] alike = [.. _places[Plain(name)]];
        if (alike.Length <= 1)
            return alike;
        int[] same = [.. alike.Where(place => names[place] == name)];
        return same.Length > 0 ? same : alike;
    }

    private static string Plain(string name) => string.Concat(name.Where(Counts)).ToUpperInvariant();

    private static bool Counts(char letter) => !char.IsAscii(letter) || char.IsAsciiLetterOrDigit(letter);
}
