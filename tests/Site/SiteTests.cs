using System.Net;
using System.Text.RegularExpressions;

namespace MsMclr.MLNet.Tests;

/// <summary>The documentation as a site.</summary>
public partial class SiteTests
{
    private static IEnumerable<string> Documents => Directory.EnumerateFiles(Repository.At("docs"), "*.md", SearchOption.AllDirectories)
        .Concat(Directory.EnumerateFiles(Repository.Root, "*.md"))
        .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'));

    [Test]
    public void It_is_built_without_a_warning()
    {
        Assert.That(BuiltSite.IsWhole, Is.True, BuiltSite.Log);
        Assert.That(BuiltSite.Log, Does.Contain(" 0 warning(s)"));
    }

    [Test]
    public void Every_document_is_a_page_that_the_search_finds()
    {
        var pages = Documents.Select(document => Path.ChangeExtension(document, ".html")).ToList();
        Assert.That(pages, Is.Not.Empty);
        Assert.That(pages.Where(page => !File.Exists(BuiltSite.At(page))), Is.Empty);
        Assert.That(pages, Is.SubsetOf(BuiltSite.SearchIndex().Keys));
    }

    [Test]
    public void Every_page_of_the_documentation_stands_in_its_contents()
    {
        var listed = Targets(BuiltSite.At("docs/toc.html")).ToHashSet();
        var pages = Documents.Where(document => document.StartsWith("docs/", StringComparison.Ordinal))
            .Select(document => Path.ChangeExtension(document["docs/".Length..], ".html"));
        Assert.That(pages.Where(page => !listed.Contains(page)), Is.Empty);
    }

    [TestCase("MsMclr.MLNet.MsMclrTrainer.Options", "Epochs")]
    [TestCase("MsMclr.MLNet.SkeletonScorer", "Score(")]
    [TestCase("MsMclr.MLNet.SkeletonFormat", "NtuRgbd")]
    [TestCase("MsMclr.MLNet.SkeletonLayout", "Coco17")]
    public void A_public_type_has_a_page_that_the_search_finds(string type, string member)
    {
        var page = $"api/{type}.html";
        Assert.That(File.ReadAllText(BuiltSite.At(page)), Does.Contain(member));
        Assert.That(BuiltSite.SearchIndex(), Does.ContainKey(page));
    }

    [Test]
    public void No_page_links_to_what_is_not_there()
    {
        var anchors = new Dictionary<string, HashSet<string>>();
        var dead = new List<string>();
        foreach (var page in Directory.EnumerateFiles(BuiltSite.Folder, "*.html", SearchOption.AllDirectories))
        {
            foreach (var target in Targets(page))
            {
                if (target.Contains("://", StringComparison.Ordinal) || target.StartsWith("data:", StringComparison.Ordinal))
                    continue;
                if (!Leads(page, target, anchors))
                    dead.Add($"{Path.GetRelativePath(BuiltSite.Folder, page)}: {target}");
            }
        }

        Assert.That(dead, Is.Empty);
    }

    private static IEnumerable<string> Targets(string page) => Target().Matches(File.ReadAllText(page))
        .Select(match => WebUtility.HtmlDecode(match.Groups["target"].Value));

    private static bool Leads(string page, string target, Dictionary<string, HashSet<string>> anchors)
    {
        var parts = target.Split('#', 2);
        var path = Uri.UnescapeDataString(parts[0]);
        var file = path.Length == 0 ? page : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, path));
        if (!File.Exists(file))
            return false;
        if (parts.Length == 1 || parts[1].Length == 0)
            return true;
        if (!anchors.TryGetValue(file, out var known))
            anchors[file] = known = [.. Anchor().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value)];
        return known.Contains(WebUtility.HtmlDecode(Uri.UnescapeDataString(parts[1])));
    }

    [GeneratedRegex("(?:href|src)=\"(?<target>[^\"?]*)(?:\\?[^\"]*)?\"")]
    private static partial Regex Target();

    [GeneratedRegex("(?:id|name)=\"(?<name>[^\"]*)\"")]
    private static partial Regex Anchor();
}
