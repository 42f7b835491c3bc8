namespace MsMclr.MLNet.Examples;

/// <summary>The command that repeats a run, without the paths of the machine that it ran on.</summary>
internal static class CommandText
{
    private static readonly Dictionary<string, string> Paths = new() { ["--data"] = "DIR", ["--intervals"] = "DIR", ["--list"] = "FILE", ["--encoder"] = "FILE", ["--out"] = "DIR" };

    public static string Of(string[] args)
        => $"dotnet run -c Release --project examples/Evaluate -- {string.Join(' ', args.Select((word, i) => i > 0 && Paths.TryGetValue(args[i - 1], out var path) ? path : Shown(word)))}";

    private static string Shown(string word) => word.Split('=', 2) is [var option, _] && Paths.TryGetValue(option, out var path) ? $"{option}={path}" : word;
}
