using System.Globalization;

namespace MsMclr.MLNet.Cli.Evaluate;

/// <summary>The command that repeats a run, without the paths of the machine that it ran on.</summary>
internal static class CommandText
{
    private static readonly Dictionary<string, string> Paths = new()
    {
        ["--data"] = "DIR", ["--test-data"] = "DIR", ["--intervals"] = "DIR", ["--list"] = "FILE", ["--labels-file"] = "FILE", ["--test-labels-file"] = "FILE",
        ["--actions"] = "FILE", ["--layout"] = "FILE", ["--encoder"] = "FILE", ["--out"] = "DIR",
    };

    public static string Of(string[] args)
        => $"msmclr evaluate {string.Join(' ', args.Select((word, i) => i > 0 && Paths.TryGetValue(args[i - 1], out var path) ? Shown(word, path) : Shown(word)))}";

    private static string Shown(string word) => word.Split('=', 2) is [var option, var value] && Paths.TryGetValue(option, out var path) ? $"{option}={Shown(value, path)}"
        : word.AsSpan().ContainsAny(" '\"()<>|;*?$\\{}") ? $"'{word}'" : word;

    // Some options take a path or a word.
    private static string Shown(string value, string path) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _) || Layouts.Named(value) is not null ? value : path;
}
