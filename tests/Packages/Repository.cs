using System.Xml.Linq;

namespace MsMclr.MLNet.Tests;

/// <summary>The repository that the tests run in, and what its build files say.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static readonly XDocument Versions = XDocument.Load(At("Directory.Packages.props"));

    public static string ProjectUrl { get; } = XDocument.Load(At("Directory.Build.props")).Descendants("ProjectUrl").Single().Value;

    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>The version that Directory.Packages.props gives a package.</summary>
    public static string VersionOf(string package)
    {
        var version = Versions.Descendants("PackageVersion").Single(element => (string?)element.Attribute("Include") == package);
        var text = (string)version.Attribute("Version")!;
        // Either a version or the name of a property that holds it.
        return text.StartsWith("$(", StringComparison.Ordinal) ? Versions.Descendants(text[2..^1]).Single().Value : text;
    }

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MsMclr.MLNet.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        return folder.FullName;
    }
}
