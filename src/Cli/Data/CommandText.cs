using System.Globalization;

namespace MsMclr.MLNet.Cli.Data;

/// <summary>The command that repeats a run, without the paths of the machine that it ran on.</summary>
internal static class CommandText
{
    public const string Folder = "DIR";
    public const string File = "FILE";

    private static readonly Dictionary<string, string> Paths = new()
    {
        ["--data"] = Folder,
        ["--test-data"] = Folder,
        ["--intervals"] = Folder,
        ["--list"] = File,
        ["--labels-file"] = File,
        ["--test-labels-file"] = File,
        ["--actions"] = File,
        ["--layout"] = File,
        ["--encoder"] = File,
        ["--model"] = File,
        ["--truth"] = File,
        ["--report"] = File,
    };

    /// <param name="command">What the command is called.</param>
    /// <param name="args">The words after it.</param>
    /// <param name="output">What stands for the path of <c>--out</c>.</param>
    public static string Of(string command, string[] args, string output)
    {
        var words = args.Select((word, i) => i > 0 && Path(args[i - 1], output) is { } path ? Value(word, path) : Word(word, output));
        return $"msmclr {command} {string.Join(' ', words)}";
    }

    private static string? Path(string option, string output) => option == "--out" ? output : Paths.GetValueOrDefault(option);

    private static string Word(string word, string output)
    {
        var parts = word.Split('=', 2);
        if (parts.Length == 2 && Path(parts[0], output) is { } path)
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
