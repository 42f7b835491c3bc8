using System.Globalization;
using Microsoft.ML.Data;
using MsMclr.MLNet.Loaders.Contract;

namespace MsMclr.MLNet.Loaders.Formats.Csv;

/// <summary>The first scan of a CSV file: which actions there are.</summary>
internal static class CsvActions
{
    // A column of free text would fill memory; no data set has that many actions.
    public const int MaxActions = 10_000;

    public static string[] Scan(string path, string labelColumn, char? delimiter)
    {
        var limits = new SkeletonLimits(MaxFileBytes: long.MaxValue, MaxFrames: int.MaxValue, MaxBodies: int.MaxValue);
        var file = new SkeletonFile(new MultiFileSource(path), 0, limits);
        using var rows = new CsvRows(file, delimiter);
        var column = rows.Column(new(rows.Header), labelColumn);
        var labels = new HashSet<string>(StringComparer.Ordinal);
        while (rows.Next())
        {
            if (labels.Add(rows.Text(column)) && labels.Count > MaxActions)
                throw rows.Bad($"column '{labelColumn}' has more than {MaxActions} different values; it is no action");
        }

        return Name(labels);
    }

    // Numbers keep their places, so that action 3 stays key 3 even where action 2 is missing.
    public static string[] Name(HashSet<string> labels)
    {
        if (labels.Count > 0 && labels.All(label => uint.TryParse(label, out var number) && number is >= 1 and <= MaxActions))
        {
            var numbers = Enumerable.Range(1, (int)labels.Max(uint.Parse));
            return [.. numbers.Select(number => number.ToString(CultureInfo.InvariantCulture))];
        }

        return [.. labels.Order(StringComparer.Ordinal)];
    }
}
