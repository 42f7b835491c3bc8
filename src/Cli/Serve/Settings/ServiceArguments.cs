namespace MsMclr.MLNet.Cli.Serve.Settings;

/// <summary>
/// Refuses words on the command line that ASP.NET's configuration would pass over: a misspelt limit is none.
/// </summary>
internal static class ServiceArguments
{
    private static readonly string[] Hosting = ["--urls", "--http_ports", "--environment"];
    private static readonly string[] Sections = ["--Scoring:", "--Kestrel:", "--Logging:"];

    /// <exception cref="ArgumentException">A word is no option, or an option has no value.</exception>
    public static void Check(IReadOnlyList<string> words, IReadOnlyCollection<string> options)
    {
        string[] known = [.. options, .. Hosting];
        for (var at = 0; at < words.Count; at++)
        {
            var word = words[at];
            var end = word.IndexOf('=');
            var name = end < 0 ? word : word[..end];
            if (!IsKnown(name, known))
                throw new ArgumentException($"There is no option '{name}'.{Spelling.Hint(name, known)}");
            if (end >= 0)
                continue;
            at++;
            if (at == words.Count || words[at].StartsWith("--", StringComparison.Ordinal))
                throw new ArgumentException($"Option '{name}' needs a value.");
        }
    }

    private static bool IsKnown(string name, string[] known)
        => known.Contains(name, StringComparer.OrdinalIgnoreCase)
            || Array.Exists(Sections, section => name.StartsWith(section, StringComparison.OrdinalIgnoreCase));
}
