namespace MsMclr.MLNet.Tests;

/// <summary>Finds folders that lean on one another.</summary>
internal static class FolderCycles
{
    /// <summary>The uses that lie on a cycle, in words; empty where dependencies point one way.</summary>
    public static IReadOnlyList<string> In(IEnumerable<FolderUse> uses)
    {
        var all = uses.Distinct().ToList();
        var next = all.ToLookup(use => use.From, use => use.To);
        var reachable = all.Select(use => use.From).Distinct().ToDictionary(folder => folder, folder => Reachable(folder, next));
        return [.. all
            .Where(use => reachable.TryGetValue(use.To, out var back) && back.Contains(use.From))
            .Select(use => $"{use.From} -> {use.To}: {use.Reason}")
            .Order(StringComparer.Ordinal)];
    }

    private static HashSet<string> Reachable(string start, ILookup<string, string> next)
    {
        var seen = new HashSet<string>();
        var waiting = new Stack<string>([start]);
        while (waiting.TryPop(out var folder))
        {
            foreach (var target in next[folder])
            {
                if (seen.Add(target))
                    waiting.Push(target);
            }
        }

        return seen;
    }
}
