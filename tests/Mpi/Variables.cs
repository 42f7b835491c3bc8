namespace MsMclr.MLNet.Tests;

/// <summary>An environment in one line, <c>A=1 B=2</c>.</summary>
internal static class Variables
{
    public static Func<string, string?> Of(string environment)
    {
        var pairs = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('='));
        var values = pairs.ToDictionary(pair => pair[0], pair => pair[1]);
        return name => values.GetValueOrDefault(name);
    }
}
