using System.IO.Compression;
using System.Xml.Linq;

namespace MsMclr.MLNet.Tests;

/// <summary>What <c>dotnet pack</c> makes, looked into and then used: by a project outside the repository, from a folder, with its own store of packages.</summary>
public class PackageTests
{
    private static readonly string Root = FindRoot();
    private static readonly string[] Packages = ["MsMclr.MLNet", "MsMclr.MLNet.Loaders", "MsMclr.MLNet.Skeletons", "MsMclr.MLNet.Trainers", "MsMclr.MLNet.Transforms"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private string _folder = "";
    private string _feed = "";
    private string _version = "";

    [OneTimeSetUp]
    public async Task Pack()
    {
        _folder = Directory.CreateTempSubdirectory("msmclr-packages-").FullName;
        _feed = Path.Combine(_folder, "feed");
        foreach (var name in Packages)
        {
            var project = Directory.GetFiles(Path.Combine(Root, "src"), name + ".csproj", SearchOption.AllDirectories).Single();
            await DotNet.Run(Root, Patience, "pack", project, "-c", DotNet.Configuration, "--no-build", "-o", _feed, "-nodeReuse:false");
        }

        _version = Path.GetFileNameWithoutExtension(Directory.GetFiles(_feed, "MsMclr.MLNet.Loaders.*.nupkg").Single())["MsMclr.MLNet.Loaders.".Length..];
    }

    [OneTimeTearDown]
    public void Clean() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Five_packages_opt_in_and_each_with_code_has_symbols()
    {
        Assert.That(Names("*.nupkg"), Is.EqualTo(Packages));
        Assert.That(Names("*.snupkg"), Is.EqualTo(Packages[1..]));

        string[] Names(string pattern) => [.. Directory.GetFiles(_feed, pattern).Select(file => Path.GetFileNameWithoutExtension(file)[..^(_version.Length + 1)]).Order(StringComparer.Ordinal)];
    }

    [TestCaseSource(nameof(Packages))]
    public void A_package_says_what_it_is_and_holds_its_documentation(string name)
    {
        using var package = ZipFile.OpenRead(Path.Combine(_feed, $"{name}.{_version}.nupkg"));
        var entries = package.Entries.Select(entry => entry.FullName).ToList();
        using var nuspec = package.GetEntry(name + ".nuspec")!.Open();
        var metadata = XDocument.Load(nuspec).Root!.Elements().Single();
        string? Value(string element) => metadata.Elements().SingleOrDefault(child => child.Name.LocalName == element)?.Value;
        Assert.That((Value("license"), Value("readme"), Value("authors")), Is.EqualTo(("MIT", "README.md", "MsMclr.MLNet contributors")));
        Assert.That(Value("description"), Has.Length.GreaterThan(20));
        Assert.That(Value("tags"), Does.Contain("skeleton").And.Contain("ml.net"));
        Assert.That(entries, Does.Contain("README.md"));
        if (name != "MsMclr.MLNet")
            Assert.That(entries, Does.Contain($"lib/net10.0/{name}.dll").And.Contain($"lib/net10.0/{name}.xml"));
        Assert.That(entries.Where(entry => entry.EndsWith(".so", StringComparison.Ordinal) || entry.Contains("libtorch")), Is.Empty, "native backends are the application's choice");
        var dependencies = metadata.Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => (string)element.Attribute("id")!).ToList();
        Assert.That(dependencies.Where(id => id.Contains("Analyzers") || id.StartsWith("libtorch", StringComparison.Ordinal) || id == "Microsoft.ML.OnnxRuntime"), Is.Empty);
    }

    [Test]
    public async Task A_project_that_knows_only_the_packages_runs_the_readme_and_scores_with_its_model()
    {
        var consumer = Directory.CreateDirectory(Path.Combine(_folder, "consumer")).FullName;
        foreach (var file in Directory.GetFiles(Path.Combine(Root, "tests", "Packages", "Consumer")))
            File.Copy(file, Path.Combine(consumer, Path.GetFileName(file)));
        // One epoch instead of a hundred: what is tried here is the packages, not the training.
        var snippet = File.ReadAllText(Path.Combine(Root, "docs", "samples", "ReadmeSnippet.cs"));
        Assert.That(snippet, Does.Contain("Epochs = 100"));
        File.WriteAllText(Path.Combine(consumer, "ReadmeSnippet.cs"), snippet.Replace("Epochs = 100", "Epochs = 1"));
        File.WriteAllText(Path.Combine(consumer, "NuGet.config"), Configuration());
        var recordings = Directory.CreateDirectory(Path.Combine(_folder, "recordings")).FullName;
        // 16 of the protocol's training subjects: one batch of the default recipe.
        string[] names = [.. from subject in new[] { 1, 2, 4, 5, 8, 9, 13, 14, 15, 16, 17, 18, 19, 25, 27, 28 } from action in new[] { 1, 2 } select $"S001C001P{subject:000}R001A{action:000}"];
        foreach (var (name, i) in names.Select((name, i) => (name, i)))
            File.WriteAllText(Path.Combine(recordings, name + ".skeleton"), NtuText.Small(10 + i));

        await DotNet.Run(consumer, Patience, "build", "-c", "Release", "-nodeReuse:false", "-o", "bin", $"-p:LibraryVersion={_version}", $"-p:OnnxRuntimeVersion={Pinned("Microsoft.ML.OnnxRuntime")}", $"-p:LibTorchVersion={Pinned("LibTorchVersion")}");
        var model = Path.Combine(consumer, "action.zip");
        var output = await DotNet.Run(consumer, Patience, Path.Combine("bin", "Consumer.dll"), recordings, model);

        Assert.That(Directory.GetDirectories(Path.Combine(_folder, "packages"), "msmclr*").Select(Path.GetFileName), Is.EquivalentTo(Packages.Select(name => name.ToLowerInvariant())), "ours come from the feed");
        Assert.That(model, Does.Exist);
        foreach (var name in names)
            Assert.That(output, Does.Contain($"{name}: drink water").Or.Contain($"{name}: eat meal"));
    }

    // Ours go to a store of their own; what this machine has of others' is read where it lies.
    private string Configuration()
    {
        var store = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        return new XElement("configuration",
            new XElement("config", Add("globalPackagesFolder", Path.Combine(_folder, "packages"))),
            new XElement("fallbackPackageFolders", Add("machine", store)),
            new XElement("packageSources", Add("packed", _feed))).ToString();

        static XElement Add(string key, string value) => new("add", new XAttribute("key", key), new XAttribute("value", value));
    }

    private static string Pinned(string name)
    {
        var file = XDocument.Load(Path.Combine(Root, "Directory.Packages.props"));
        return (string?)file.Descendants("PackageVersion").SingleOrDefault(version => (string?)version.Attribute("Include") == name)?.Attribute("Version") ?? file.Descendants(name).Single().Value;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MsMclr.MLNet.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        return folder.FullName;
    }
}
