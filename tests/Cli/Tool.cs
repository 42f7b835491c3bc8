namespace MsMclr.MLNet.Tests;

/// <summary>The command as it was built: in the folder that these tests' own has beside it, below src.</summary>
internal static class Tool
{
    private static readonly string Here = Path.Combine("tests", "Cli");
    private static readonly string There = Path.Combine("src", "Cli");

    public static string Program { get; } =
        Path.Combine(AppContext.BaseDirectory.Replace(Here, There, StringComparison.Ordinal), "MsMclr.MLNet.Cli.dll");
}
