using MsMclr.MLNet.Loaders.Naming.Patterns;
using MsMclr.MLNet.Loaders.Naming.Tables;
using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Loaders.Naming;

/// <summary>What a file's path and the table tell of a clip, as text.</summary>
/// <param name="Values">At the places of the fields; null where nothing is told.</param>
/// <param name="Row">The table's row; null where there is no table.</param>
internal readonly record struct FileFacts(string?[] Values, LabelsRow? Row)
{
    public string? this[PathField field] => Values[(int)field];

    /// <summary>Reads the path, and then the table, which has the last word.</summary>
    /// <param name="rules">What is asked.</param>
    /// <param name="place">Where the clip's file is.</param>
    /// <param name="described">The clip's name, where the format knows it without reading the file; null elsewhere.</param>
    /// <param name="clip">The clip's name as the format gives it; null where only reading tells.</param>
    /// <exception cref="FormatException">The path does not fit, or the table has no row for it.</exception>
    public static FileFacts Of(NamingRules rules, ClipPlace place, string? described, string? clip)
    {
        var values = rules.Paths?.Read(place, described) ?? new string?[PathFields.Count];
        if (rules.Table is not { } table)
            return new FileFacts(values, null);
        var row = table.Find(Keys(table, place, clip));
        if (row is null)
        {
            var missing = table.IsByFile ? place.Path : clip ?? place.Path;
            throw new FormatException($"the labels' file {table.Path} has no row for '{TextLines.Shown(missing)}'");
        }

        for (var i = 0; i < values.Length; i++)
            values[i] = row.Values[i] ?? values[i];
        return new FileFacts(values, row);
    }

    // With all folders first; then with fewer, down to the bare name.
    private static IEnumerable<string> Keys(LabelsTable table, ClipPlace place, string? clip)
    {
        string?[] names = table.IsByFile ? [place.File, Path.GetFileNameWithoutExtension(place.File), clip] : [clip];
        var folder = place.Folder;
        while (true)
        {
            foreach (var name in names)
            {
                if (name is not null)
                    yield return folder.Length == 0 ? name : $"{folder}/{name}";
            }

            if (folder.Length == 0)
                yield break;
            folder = folder.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? folder[(slash + 1)..] : "";
        }
    }
}
