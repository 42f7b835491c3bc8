namespace MsMclr.MLNet.Cli.Serve.Settings;

/// <summary>Guesses what a misspelt name was meant to be.</summary>
internal static class Spelling
{
    private const int MostMistakes = 3;

    /// <summary>A sentence that begins with a space and asks whether another name is meant; empty where none is alike.</summary>
    public static string Hint(string name, IEnumerable<string> known)
    {
        var nearest = known.MinBy(other => Mistakes(name, other));
        return nearest is null || Mistakes(name, nearest) > MostMistakes ? "" : $" Is '{nearest}' meant?";
    }

    // Letters to add, leave out or change.
    private static int Mistakes(string written, string meant)
    {
        var row = Enumerable.Range(0, meant.Length + 1).ToArray();
        for (var i = 1; i <= written.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= meant.Length; j++)
            {
                var change = diagonal + (char.ToLowerInvariant(written[i - 1]) == char.ToLowerInvariant(meant[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
