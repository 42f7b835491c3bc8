using System.Collections.Immutable;
using MsMclr.MLNet.Loaders.Formats.Csv;
using MsMclr.MLNet.Loaders.Naming.Patterns;
using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Loaders.Naming.Tables;

/// <summary>Which column of a labels' file means what.</summary>
internal sealed class LabelsColumns
{
    private static readonly string[] Files = ["file", "path", "filename"];
    private static readonly string[] Rates = ["framerate", "fps"];
    private static readonly string[] Taken = ["Clip", "Label", "Name", "Subject", "Camera", "Setup", "Replication", "FrameRate"];

    /// <exception cref="SkeletonFileException">The columns do not tell which clip a row is about, or what it is.</exception>
    public LabelsColumns(CsvRows rows)
    {
        var others = ImmutableArray.CreateBuilder<(string Name, int Column)>();
        for (var column = 0; column < rows.Header.Length; column++)
        {
            var word = rows.Header[column].Trim();
            var plain = word.Replace("_", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
            if (Files.Contains(plain, StringComparer.OrdinalIgnoreCase))
                File = Once(rows, File, column);
            else if (Rates.Contains(plain, StringComparer.OrdinalIgnoreCase))
                FrameRate = Once(rows, FrameRate, column);
            else if (plain.Equals("clip", StringComparison.OrdinalIgnoreCase))
                Fields[(int)PathField.Name] = Once(rows, Fields[(int)PathField.Name], column);
            else if (PathFields.TryFind(plain, out var field))
                Fields[(int)field] = Once(rows, Fields[(int)field], column);
            else
                others.Add((Other(rows, word, others), column));
        }

        Others = others.ToImmutable();
        if (File < 0 && Fields[(int)PathField.Name] < 0)
            throw rows.Bad("there is no column 'file' or 'name' that says which recording a row is about");
    }

    public int File { get; } = -1;

    public int FrameRate { get; } = -1;

    /// <summary>The columns at the places of the fields; -1 where there is none.</summary>
    public int[] Fields { get; } = [.. Enumerable.Repeat(-1, PathFields.Count)];

    /// <summary>Columns of other names.</summary>
    public ImmutableArray<(string Name, int Column)> Others { get; }

    private static int Once(CsvRows rows, int before, int column)
    {
        if (before < 0)
            return column;
        throw rows.Bad($"the columns '{Shown(rows, before)}' and '{Shown(rows, column)}' mean the same; leave one out");
    }

    private static string Other(CsvRows rows, string word, IReadOnlyCollection<(string Name, int Column)> others)
    {
        if (word.Length == 0)
            throw rows.Bad("a column has no name");
        var isTaken = Taken.Contains(word, StringComparer.OrdinalIgnoreCase)
            || others.Any(other => other.Name.Equals(word, StringComparison.OrdinalIgnoreCase));
        if (isTaken)
            throw rows.Bad($"the column '{TextLines.Shown(word)}' is there twice, or is named like a column of clips; rename it");
        return word;
    }

    private static string Shown(CsvRows rows, int column) => TextLines.Shown(rows.Header[column]);
}
