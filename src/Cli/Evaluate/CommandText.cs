using System.Globalization;
using MsMclr.MLNet.Cli.Data;

namespace MsMclr.MLNet.Cli.Evaluate;

/// <summary>The command that repeats a run, without the paths of the machine that it ran on.</summary>
internal static class CommandText
{
    private const string Folder = "DIR";
    private const string File = "FILE";

    private static readonly Dictionary<string, string> Paths = new()
    {
        ["--data"] = Folder,
        ["--test-data"] = Folder,
        ["--intervals"] = Folder,
        ["--out"] = Folder,
        ["--list"] = File,
        ["--labels-file"] = File,
        ["--test-labels-file"] = File,
        ["--actions"] = File,
        ["--layout"] = File,
        ["--encoder"] = File,
    };

    public static string Of(string[] args)
    {
        var words = args.Select((word, i) => i > 0 && Paths.TryGetValue(args[i - 1], out var path) ? Value(word, path) : Word(word));
        return $"msmclr evaluate {string.Join(' ', words)}";
    }

    private static string Word(string word)
    {
        var parts = word.Split('=', 2);
        if (parts.Length == 2 && Paths.TryGetValue(parts[0], out var path))
            return $"{parts[0]}={Value(parts[1], path)}";
        return word.AsSpan().ContainsAny(" '\"()<>|;*?$\\{}") ? $"'{word}'" : word;
    }

    // Some options take a path or a word.
    private static string Value(string value, string path)
    {
        var isCount = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _);
        return isCount || Layouts.Named(value) is not null ? value : path;
    }
}
