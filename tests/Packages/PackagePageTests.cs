using System.Text.RegularExpressions;

namespace MsMclr.MLNet.Tests;

/// <summary>What a package shows of itself on a page outside the repository.</summary>
public partial class PackagePageTests
{
    private static readonly string[] KnownHosts = ["www.nuget.org", "learn.microsoft.com", "github.com", "onnxruntime.ai", "doi.org"];

    private static IEnumerable<string> Pages => new[] { "src", "templates" }
        .SelectMany(folder => Directory.GetFiles(Repository.At(folder), "PACKAGE.md", SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Pages))]
    public void Every_link_is_absolute_and_ours_lead_to_files_that_are_there(string page)
    {
        var links = Link().Matches(File.ReadAllText(Repository.At(page))).Select(match => match.Groups["target"].Value).ToList();
        Assert.That(links, Is.Not.Empty);
        var files = BuildFiles.ProjectUrl + "/blob/main/";
        foreach (var link in links)
        {
            Assert.That(Uri.TryCreate(link, UriKind.Absolute, out var address), Is.True, link);
            Assert.That(address!.Scheme, Is.EqualTo(Uri.UriSchemeHttps), link);
            Assert.That(KnownHosts, Does.Contain(address.Host), link);
            if (address.Host == "github.com")
                Assert.That(link, Does.StartWith(BuildFiles.ProjectUrl));
            if (link.StartsWith(files, StringComparison.Ordinal))
                Assert.That(Repository.At(link[files.Length..].Split('#')[0]), Does.Exist, link);
        }
    }

    [TestCaseSource(nameof(Pages))]
    public void A_page_names_its_package_and_how_to_get_it(string page)
    {
        var text = File.ReadAllText(Repository.At(page)).ReplaceLineEndings("\n");
        var name = text[2..text.IndexOf('\n')];
        Assert.That(text, Does.StartWith($"# {name}\n").And.Contain($" {name}\n"));
        var project = Directory.GetFiles(Path.GetDirectoryName(Repository.At(page))!, "*.csproj").SingleOrDefault();
        if (project is not null)
            Assert.That(name, Is.EqualTo(Path.GetFileNameWithoutExtension(project)));
    }

    /// <summary>Each page becomes a project: its `dotnet add package` lines the references, its code the source.</summary>
    [Test]
    public async Task The_code_of_each_page_compiles_with_the_packages_that_the_page_adds()
    {
        var folder = PackedPackages.CopyOut("PageConsumer");
        var pages = PackableProject.All.Where(project => !project.IsTool && !project.IsTemplate).ToList();
        foreach (var page in pages)
        {
            var text = File.ReadAllText(page.Page).ReplaceLineEndings("\n");
            var code = Code().Match(text).Groups["code"].Value;
            Assert.That(code.Split('\n').Count(line => line.Length > 0), Is.InRange(5, 20), page.Name);
            // The compiler needs no native library, and this machine may have another platform's.
            var added = Added().Matches(text).Select(match => match.Groups["name"].Value);
            var references = added.Where(name => !name.StartsWith("libtorch", StringComparison.Ordinal)).Select(Reference);
            var own = Directory.CreateDirectory(Path.Combine(folder, page.Name)).FullName;
            File.WriteAllText(Path.Combine(own, "Program.cs"), code);
            var project = File.ReadAllText(Path.Combine(folder, "PageConsumer.xml"))
                .Replace("<!-- references -->", string.Join('\n', references));
            File.WriteAllText(Path.Combine(own, page.Name + ".Page.csproj"), project);
        }

        await DotNet.Run(folder, PackedPackages.Patience, "msbuild", "Pages.proj", "-restore", "-t:Compile", "-v:m", "-nodeReuse:false");
        foreach (var page in pages)
        {
            var compiled = Path.Combine(folder, page.Name, "obj", "Release", "net10.0", page.Name + ".Page.dll");
            Assert.That(compiled, Does.Exist);
        }
    }

    private static string Reference(string package)
    {
        var isOurs = PackableProject.All.Any(project => project.Name == package);
        var version = isOurs ? PackedPackages.Version : BuildFiles.VersionOf(package);
        return $"""<PackageReference Include="{package}" Version="{version}" />""";
    }

    [GeneratedRegex(@"\]\((?<target>[^)\s]*)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"^dotnet add package (?<name>\S+)$", RegexOptions.Multiline)]
    private static partial Regex Added();
}
