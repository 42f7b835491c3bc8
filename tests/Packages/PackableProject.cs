using System.Xml.Linq;

namespace MsMclr.MLNet.Tests;

/// <summary>A project of src/ or templates/ that becomes a package of the same name, as its own file says it.</summary>
internal sealed class PackableProject
{
    private readonly XElement _project;

    private PackableProject(string file)
    {
        Name = Path.GetFileNameWithoutExtension(file);
        Folder = Path.GetDirectoryName(file)!;
        _project = XDocument.Load(file).Root!;
    }

    public static IReadOnlyList<PackableProject> All { get; } =
    [
        .. Directory.GetFiles(Repository.At("src"), "*.csproj", SearchOption.AllDirectories)
            .Concat(Directory.GetFiles(Repository.At("templates"), "*.csproj"))
            .Select(file => new PackableProject(file))
            .Where(project => !project.Says("IsPackable", "false"))
            .OrderBy(project => project.Name, StringComparer.Ordinal),
    ];

    public string Name { get; }

    public string Folder { get; }

    public string Page => Path.Combine(Folder, "PACKAGE.md");

    public bool IsTool => Says("PackAsTool", "true");

    /// <summary>Whether <c>dotnet new</c> makes projects of it.</summary>
    public bool IsTemplate => Says("PackageType", "Template");

    /// <summary>Whether there is an assembly in it; one package only refers to the others.</summary>
    public bool HasAssembly => !Says("IncludeBuildOutput", "false");

    /// <summary>What the package may depend on: the packages and projects that this project names, and keeps from nobody.</summary>
    public IEnumerable<string> Dependencies(string ownVersion)
    {
        // A tool carries everything with it.
        if (IsTool)
            return [];
        var packages = References("PackageReference").Select(reference => $"{Included(reference)} {LowestVersion(reference)}");
        var projects = References("ProjectReference").Select(Included)
            .Select(path => $"{Path.GetFileNameWithoutExtension(path)} {ownVersion}");
        return packages.Concat(projects).Order(StringComparer.Ordinal);
    }

    public override string ToString() => Name;

    private static string Included(XElement reference) => (string)reference.Attribute("Include")!;

    // An attribute of ours (eng/Package.targets), where a package is content with less than it is built with.
    private static string LowestVersion(XElement reference)
        => (string?)reference.Attribute("LowestVersion") ?? BuildFiles.VersionOf(Included(reference));

    private IEnumerable<XElement> References(string kind) => _project.Descendants(kind)
        .Where(reference => !"all".Equals((string?)reference.Attribute("PrivateAssets"), StringComparison.OrdinalIgnoreCase));

    private bool Says(string property, string value) =>
        _project.Descendants(property).Any(element => element.Value.Equals(value, StringComparison.OrdinalIgnoreCase));
}
