using System.Xml.Linq;

namespace MsMclr.MLNet.Tests;

/// <summary>What the repository's build files say.</summary>
internal static class BuildFiles
{
    private static readonly XDocument Versions = XDocument.Load(Repository.At("Directory.Packages.props"));

    public static string ProjectUrl { get; } =
        XDocument.Load(Repository.At("Directory.Build.props")).Descendants("ProjectUrl").Single().Value;

    /// <summary>The version that Directory.Packages.props gives a package.</summary>
    public static string VersionOf(string package)
    {
        var version = Versions.Descendants("PackageVersion").Single(element => (string?)element.Attribute("Include") == package);
        var text = (string)version.Attribute("Version")!;
        // Either a version or the name of a property that holds it.
        return text.StartsWith("$(", StringComparison.Ordinal) ? Versions.Descendants(text[2..^1]).Single().Value : text;
    }
}
