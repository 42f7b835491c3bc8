using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Cli.Data;

/// <summary>A split of recordings of any format: clips with the given subjects, views or setups are for testing.</summary>
internal static class NumberedSplit
{
    /// <exception cref="FormatException">No numbers.</exception>
    public static IReadOnlyList<uint> Numbers(string text)
        => [.. text.Split(',', StringSplitOptions.TrimEntries).Select(word => Number(word, text))];

    public static SkeletonProtocol Of(string split, IReadOnlyList<uint> test)
    {
        var name = $"{char.ToUpperInvariant(split[0])}{split[1..]} {Text(test)} for testing";
        return split switch
        {
            "subjects" => SkeletonProtocol.By(name, clip => !test.Contains(clip.Subject)),
            "views" => SkeletonProtocol.By(name, clip => !test.Contains(clip.Camera)),
            _ => SkeletonProtocol.By(name, clip => !test.Contains(clip.Setup)),
        };
    }

    /// <summary>Looks which numbers there are: a slip of the keyboard would otherwise test on fewer people than it says.</summary>
    /// <exception cref="FormatException">
    /// Clips have no such number, nobody has one of those given, or nothing is left to train on.
    /// </exception>
    public static void Check(string split, IReadOnlyList<uint> test, IDataView clips)
    {
        var column = split switch { "subjects" => "Subject", "views" => "Camera", _ => "Setup" };
        if (clips.Schema.GetColumnOrNull(column) is null)
        {
            var group = column.ToLowerInvariant();
            throw new FormatException(
                $"--split {split}: the clips tell no {group}. Say where it stands, --csv {column}Column=NAME in a CSV and "
                + $"--names '(?<{group}>\\d+)' in clips' names; or take --split test-data with a --test-data of its own.");
        }

        var there = clips.GetColumn<uint>(column).ToHashSet();
        var given = string.Join(',', test);
        var unknown = test.Except(there).ToList();
        if (unknown.Count > 0)
            throw new FormatException($"--test {given}: no clip is of {split} {Text(unknown)}; there are {Text(there)}.");
        if (there.IsSubsetOf(test))
        {
            throw new FormatException(
                $"--test {given} leaves no clip to train on; there are only {split} {Text(there)}. Leave out at least one.");
        }
    }

    private static uint Number(string word, string text)
    {
        if (!uint.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            throw new FormatException($"--test {text}: '{word}' is no number; expected for example 2,4,6.");
        return number;
    }

    private static string Text(IEnumerable<uint> numbers) => string.Join(", ", numbers.Order());
}
