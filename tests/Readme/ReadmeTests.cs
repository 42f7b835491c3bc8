using System.Text.RegularExpressions;

namespace MsMclr.MLNet.Tests;

public partial class ReadmeTests
{
    private static readonly string Root = FindRoot();
    private static readonly string Readme = File.ReadAllText(Path.Combine(Root, "README.md"));

    [TestCase("README.md", "ReadmeSnippet.cs")]
    [TestCase("docs/fine-tuning.md", "FineTuningSnippet.cs")]
    [TestCase("docs/pytorch.md", "PyTorchSnippet.cs")]
    public void The_snippet_is_the_compiled_one(string document, string sample)
    {
        var source = File.ReadAllLines(Path.Combine(Root, "docs", "samples", sample));
        var lines = source.SkipWhile(line => !line.Contains("<snippet>")).Skip(1).TakeWhile(line => !line.Contains("</snippet>"));
        var compiled = string.Join('\n', lines.Select(line => line.Length >= 8 ? line[8..] : "")).Trim();
        Assert.That(File.ReadAllText(Path.Combine(Root, document)).ReplaceLineEndings("\n"), Does.Contain($"using Microsoft.ML;\nusing MsMclr.MLNet;\n\n{compiled}\n"));
    }

    [Test]
    public void Every_relative_link_leads_to_a_file()
    {
        foreach (Match link in RelativeLinks().Matches(Readme))
            Assert.That(Path.Exists(Path.Combine(Root, link.Groups[1].Value)), link.Value);
    }

    [GeneratedRegex(@"\]\((?!https?:|#)([^)#]+)")]
    private static partial Regex RelativeLinks();

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MsMclr.MLNet.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        return folder.FullName;
    }
}
