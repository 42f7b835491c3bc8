using System.Text.Json;

namespace MsMclr.MLNet.Tests;

/// <summary>The site, built once for all tests here. They skip, with the reason, where docfx cannot be had.</summary>
[SetUpFixture]
internal sealed class BuiltSite
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>Where the site lies.</summary>
    public static string Folder { get; } = Repository.At("artifacts", "site");

    /// <summary>What building it said.</summary>
    public static string Log { get; private set; } = "";

    /// <summary>Whether it was built without a warning.</summary>
    public static bool IsWhole { get; private set; }

    [OneTimeSetUp]
    public async Task Build()
    {
        var restored = await DotNet.Try(Repository.Root, Patience, "tool", "restore");
        if (restored.ExitCode != 0)
            Assert.Ignore($"docfx cannot be restored here:\n{restored.Text}");
        // What an earlier run has left is not taken for this one's.
        foreach (var folder in new[] { Folder, Repository.At("artifacts", "api") }.Where(Directory.Exists))
            Directory.Delete(folder, recursive: true);
        var built = await DotNet.Try(Repository.Root, Patience, "docfx", "docfx.json", "--warningsAsErrors");
        IsWhole = built.ExitCode == 0;
        Log = built.Text;
    }

    /// <summary>The path of something in the site.</summary>
    public static string At(string path) => Path.Combine(Folder, path);

    /// <summary>What its search looks in: text by page.</summary>
    public static IReadOnlyDictionary<string, string> SearchIndex()
    {
        using var index = JsonDocument.Parse(File.ReadAllText(At("index.json")));
        return index.RootElement.EnumerateObject()
            .ToDictionary(page => page.Name, page => $"{page.Value.GetProperty("title")} {page.Value.GetProperty("summary")}");
    }
}
