using System.CommandLine;

namespace MsMclr.MLNet.Cli.Data;

/// <summary>What tells labels besides the format: paths, or a CSV beside the files.</summary>
/// <param name="PathPattern">What paths tell; null where they are not asked.</param>
/// <param name="LabelsFile">The CSV; null where there is none, or where the format reads it itself.</param>
/// <param name="Actions">The labels in order; empty where they are found.</param>
internal sealed record LabelSources(string? PathPattern, string? LabelsFile, IReadOnlyList<string> Actions)
{
    private static readonly string[] Words = ["label", "action"];
    private static readonly char[] Separators = [',', ';', '\t'];

    /// <summary>Whether one of them tells labels.</summary>
    public bool TellLabels => PathTells || TableTells;

    private bool PathTells => PathPattern is { } pattern
        && Words.Any(word => pattern.Contains($"{{{word}}}", StringComparison.OrdinalIgnoreCase));

    private bool TableTells => LabelsFile is { } file
        && (File.ReadLines(file).FirstOrDefault() ?? "").Split(Separators)
            .Any(column => Words.Contains(column.Trim(' ', '"'), StringComparer.OrdinalIgnoreCase));

    /// <summary>Where labels may come from, in the words of options.</summary>
    /// <param name="labelsFile">The option that names the CSV.</param>
    public static string Known(Option<string> labelsFile)
        => $"--path-pattern '{{label}}/*' where folders are classes, a CSV with columns file and label as {labelsFile.Name}";
}
