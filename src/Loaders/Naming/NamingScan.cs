using MsMclr.MLNet.Loaders.Naming.Patterns;
using MsMclr.MLNet.Loaders.Naming.Tables;

namespace MsMclr.MLNet.Loaders.Naming;

/// <summary>The first scan: which labels, people and so on the paths of some files tell. No file is opened.</summary>
internal sealed class NamingScan
{
    private const int Shown = 3;
    private readonly HashSet<string>[] _texts = [.. Enumerable.Range(0, PathFields.Count).Select(_ => new HashSet<string>())];
    private readonly Dictionary<LabelsRow, string> _used = new(ReferenceEqualityComparer.Instance);

    /// <param name="rules">What is asked.</param>
    /// <param name="places">Where files are.</param>
    /// <param name="name">The name of a file's clip; null where only reading tells, or where there are several.</param>
    /// <exception cref="SkeletonFileException">A row of the table is about several files.</exception>
    public NamingScan(NamingRules rules, IFilePlaces places, Func<int, string?> name)
    {
        var isByFile = rules.Table is { IsByFile: true };
        var names = new HashSet<string>(StringComparer.Ordinal);
        var sameNames = 0;
        var sameName = "";
        for (var file = 0; file < places.Count; file++)
        {
            var clip = name(file);
            if (places.Of(file) is not { } place || (clip is null && rules.Table is not null && !isByFile))
                continue;
            if (TryRead(rules, place, clip) is not { } facts)
                continue;
            for (var field = 0; field < _texts.Length; field++)
            {
                if (facts.Values[field] is { Length: > 0 } text)
                    _texts[field].Add(text);
            }

            if (facts[PathField.Name] is { Length: > 0 } own && !names.Add(own))
            {
                sameNames++;
                sameName = place.Path;
            }

            if (facts.Row is { } row && !_used.TryAdd(row, place.Path))
                throw IsAmbiguous(rules.Table!, row, place.Path);
        }

        if (rules.Table is { } table)
            AddTable(table, isComplete: isByFile || Enumerable.Range(0, places.Count).All(file => name(file) is not null));
        if (sameNames > 0)
            Notes.Add(new(sameName, 0, $"this and {sameNames - 1} other clips are named like another one by PathPattern or LabelsFile"));
    }

    /// <summary>What the user should know.</summary>
    public List<SkeletonFileWarning> Notes { get; } = [];

    /// <summary>What a field may be.</summary>
    public IReadOnlyCollection<string> Texts(PathField field) => _texts[(int)field];

    // What does not fit is told when the file's turn comes.
    private static FileFacts? TryRead(NamingRules rules, ClipPlace place, string? clip)
    {
        try
        {
            return FileFacts.Of(rules, place, described: clip, clip);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    // Labels of rows without a recording count as well: a second part of the same table then has the same keys.
    private void AddTable(LabelsTable table, bool isComplete)
    {
        foreach (var field in table.Fields)
        {
            foreach (var row in table.Rows)
                _texts[(int)field].Add(row.Values[(int)field] ?? "");
        }

        var idle = table.Rows.Where(row => !_used.ContainsKey(row)).OrderBy(row => row.Line).ToList();
        if (!isComplete || idle.Count == 0)
            return;
        var lines = string.Join(", ", idle.Take(Shown).Select(row => row.Line));
        var more = idle.Count > Shown ? ", ..." : "";
        Notes.Add(new(table.Path, idle[0].Line, $"{idle.Count} rows are about no recording that is there: line {lines}{more}"));
    }

    private SkeletonFileException IsAmbiguous(LabelsTable table, LabelsRow row, string path)
        => new(table.Path, row.Line, $"the row is about two recordings, '{_used[row]}' and '{path}'; write the folder, too");
}
