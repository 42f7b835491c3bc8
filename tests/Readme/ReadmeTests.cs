namespace MsMclr.MLNet.Tests;

public class ReadmeTests
{
    [TestCase("README.md", "ReadmeSnippet.cs")]
    [TestCase("docs/fine-tuning.md", "FineTuningSnippet.cs")]
    [TestCase("docs/pytorch.md", "PyTorchSnippet.cs")]
    public void The_snippet_is_the_compiled_one(string document, string sample)
    {
        var source = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "samples", sample));
        var lines = source.SkipWhile(line => !line.Contains("<snippet>")).Skip(1).TakeWhile(line => !line.Contains("</snippet>"));
        var compiled = string.Join('\n', lines.Select(line => line.Length >= 8 ? line[8..] : "")).Trim();
        var page = File.ReadAllText(Path.Combine(Repository.Root, document)).ReplaceLineEndings("\n");
        Assert.That(page, Does.Contain($"using Microsoft.ML;\nusing MsMclr.MLNet;\n\n{compiled}\n"));
    }
}
