using System.Text.RegularExpressions;

namespace MsMclr.MLNet.Tests;

public partial class LinkTests
{
    private static IEnumerable<string> Pages => Directory.EnumerateFiles(Repository.Root, "*.md")
        .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories))
        .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/')).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Pages))]
    public void Every_relative_link_leads_somewhere(string page)
    {
        var path = Path.Combine(Repository.Root, page);
        foreach (var (file, anchor) in Links(path))
        {
            Assert.That(Path.Exists(file), $"{page} links to {file}, which is not there.");
            if (anchor.Length > 0)
                Assert.That(Headings(file), Does.Contain(anchor), $"{page} links to a heading of {file} that is not there.");
        }
    }

    [Test]
    public void The_index_leads_to_every_page_and_sample()
    {
        var index = Path.Combine(Repository.Root, "docs", "README.md");
        var known = Links(index).Select(link => link.File).Append(index).ToHashSet();
        var docs = Path.GetDirectoryName(index)!;
        var all = new[] { "*.md", "*.cs" }.SelectMany(pattern => Directory.EnumerateFiles(docs, pattern, SearchOption.AllDirectories));
        Assert.That(all.Where(file => !known.Contains(file)), Is.Empty);
        Assert.That(Links(Path.Combine(Repository.Root, "README.md")).Select(link => link.File), Does.Contain(index));
    }

    [TestCaseSource(nameof(Pages))]
    public void A_page_begins_with_a_sentence_that_says_what_it_is_for(string page)
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, page)).Where(line => line.Length > 0).ToList();
        Assert.That(lines[0], Does.StartWith("# "), page);
        Assert.That(lines[1], Does.Match(@"^[\p{L}`\[]").And.Match("[a-z]"), page);
        Assert.That(lines[1], Does.Not.StartWith("```"), page);
    }

    private static IEnumerable<(string File, string Anchor)> Links(string path)
        => Link().Matches(Text(path)).Select(match => (FileOf(match, path), match.Groups["anchor"].Value));

    // A link to a heading alone leads to the page itself.
    private static string FileOf(Match link, string page)
    {
        var file = link.Groups["file"].Value;
        return file.Length == 0 ? page : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, file));
    }

    // As GitHub names them: lower case, no punctuation, hyphens for spaces.
    private static IEnumerable<string> Headings(string path) => Heading().Matches(Text(path))
        .Select(match => Punctuation().Replace(match.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    private static string Text(string path) => Code().Replace(File.ReadAllText(path).ReplaceLineEndings("\n"), "");

    [GeneratedRegex(@"\]\((?!https?:)(?<file>[^)#\s]*)#?(?<anchor>[^)\s]*)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N}\p{M}_ -]")]
    private static partial Regex Punctuation();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();
}
