namespace MsMclr.MLNet.Tests;

/// <summary>What <c>dotnet pack</c> makes, looked into.</summary>
public class PackageTests
{
    private static IEnumerable<TestCaseData> Projects =>
        PackableProject.All.Select(project => new TestCaseData(project).SetArgDisplayNames(project.Name));

    [Test]
    public void Every_project_is_a_package_and_each_with_an_assembly_has_symbols()
    {
        Assert.That(Names("*.nupkg"), Is.EqualTo(PackableProject.All.Select(project => project.Name)).And.Not.Empty);
        var assemblies = PackableProject.All.Where(project => project.HasAssembly && !project.IsTool).Select(project => project.Name);
        Assert.That(assemblies, Is.SubsetOf(Names("*.snupkg")).And.Not.Empty);
    }

    [TestCaseSource(nameof(Projects))]
    public void A_package_depends_on_what_its_project_names_and_nothing_else(object project)
    {
        var named = (PackableProject)project;
        using var package = PackedPackages.Open(named.Name);
        Assert.That(package.Dependencies, Is.EqualTo(named.Dependencies(PackedPackages.Version)));
        Assert.That(package.Dependencies.Where(IsAnApplicationsChoice), Is.Empty);
    }

    [TestCaseSource(nameof(Projects))]
    public void A_package_holds_its_assembly_and_documentation_and_no_native_backend(object project)
    {
        var packed = (PackableProject)project;
        using var package = PackedPackages.Open(packed.Name);
        if (packed.HasAssembly && !packed.IsTool)
            Assert.That(package.Files, Does.Contain($"lib/net10.0/{packed.Name}.dll").And.Contain($"lib/net10.0/{packed.Name}.xml"));
        // A tool has the runtime that scores, and TorchSharp's own library. It has no libtorch, nor a list that asks for one.
        Assert.That(package.Files.Where(file => file.Contains("libtorch", StringComparison.Ordinal)), Is.Empty);
        if (!packed.IsTool)
            Assert.That(package.Files.Where(file => file.EndsWith(".so", StringComparison.Ordinal)), Is.Empty);
    }

    [TestCaseSource(nameof(Projects))]
    public void A_package_says_what_it_is(object project)
    {
        var packed = (PackableProject)project;
        using var package = PackedPackages.Open(packed.Name);
        Assert.That(package.Value("authors"), Is.EqualTo("MsMclr.MLNet contributors"));
        Assert.That(package.Value("license"), Is.EqualTo("MIT"));
        Assert.That(package.Value("description"), Has.Length.GreaterThan(20).And.Not.EqualTo("Package Description"));
        Assert.That(package.Value("tags"), Does.Contain("skeleton").And.Contain("ml.net"));
        Assert.That(package.Value("projectUrl"), Is.EqualTo(BuildFiles.ProjectUrl));
        Assert.That((string?)package.Element("repository")?.Attribute("url"), Is.EqualTo(BuildFiles.ProjectUrl));
    }

    [TestCaseSource(nameof(Projects))]
    public void A_package_shows_its_own_page_and_the_icon(object project)
    {
        var packed = (PackableProject)project;
        using var package = PackedPackages.Open(packed.Name);
        Assert.That(package.Value("readme"), Is.EqualTo("PACKAGE.md"));
        Assert.That(package.Content("PACKAGE.md"), Is.EqualTo(File.ReadAllBytes(packed.Page)));
        Assert.That(package.Value("icon"), Is.EqualTo("icon.png"));
        Assert.That(package.Content("icon.png"), Is.EqualTo(File.ReadAllBytes(Repository.At("eng", "icon", "icon.png"))));
    }

    [Test]
    public void The_icon_is_a_png_of_128_pixels_a_side()
    {
        var icon = File.ReadAllBytes(Repository.At("eng", "icon", "icon.png"));
        byte[] size = [0, 0, 0, 128, 0, 0, 0, 128];
        Assert.That(icon.AsSpan(1, 3).SequenceEqual("PNG"u8), Is.True);
        // Width and height stand in the first chunk, after 8 bytes of signature and 8 of the chunk's length and name.
        Assert.That(icon[16..24], Is.EqualTo(size));
        Assert.That(icon, Has.Length.LessThan(20_000));
    }

    [TestCaseSource(nameof(Projects))]
    public void A_package_has_the_top_section_of_the_changelog_as_release_notes(object project)
    {
        using var package = PackedPackages.Open(((PackableProject)project).Name);
        var changelog = File.ReadAllText(Repository.At("CHANGELOG.md")).ReplaceLineEndings("\n");
        var start = changelog.IndexOf("\n## ", StringComparison.Ordinal) + 1;
        var end = changelog.IndexOf("\n## ", start, StringComparison.Ordinal);
        var section = (end < 0 ? changelog[start..] : changelog[start..end]).Trim();
        var notes = section.Replace("](docs/", $"]({BuildFiles.ProjectUrl}/blob/main/docs/");
        Assert.That(package.Value("releaseNotes")!.ReplaceLineEndings("\n"), Is.EqualTo(notes).And.Not.Empty);
        // nuget.org takes no more.
        Assert.That(notes, Has.Length.LessThan(35_000));
    }

    private static IEnumerable<string> Names(string pattern) => Directory.GetFiles(PackedPackages.Feed, pattern)
        .Select(file => Path.GetFileNameWithoutExtension(file)[..^(PackedPackages.Version.Length + 1)])
        .Order(StringComparer.Ordinal);

    private static bool IsAnApplicationsChoice(string dependency)
    {
        string[] backends = ["libtorch", "TorchSharp-", "Microsoft.ML.OnnxRuntime ", "Microsoft.ML.OnnxRuntime.Gpu"];
        return backends.Any(backend => dependency.StartsWith(backend, StringComparison.Ordinal));
    }
}
