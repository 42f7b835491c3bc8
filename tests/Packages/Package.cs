using System.IO.Compression;
using System.Xml.Linq;

namespace MsMclr.MLNet.Tests;

/// <summary>A .nupkg, looked into.</summary>
internal sealed class Package : IDisposable
{
    private readonly ZipArchive _archive;
    private readonly XElement _metadata;

    public Package(string file)
    {
        _archive = ZipFile.OpenRead(file);
        using var nuspec = _archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        _metadata = XDocument.Load(nuspec).Root!.Elements().Single();
    }

    public IReadOnlyList<string> Files => [.. _archive.Entries.Select(entry => entry.FullName)];

    /// <summary>Every dependency of every target framework: id and version.</summary>
    public IEnumerable<string> Dependencies => _metadata.Descendants()
        .Where(element => element.Name.LocalName == "dependency")
        .Select(element => $"{(string)element.Attribute("id")!} {(string)element.Attribute("version")!}")
        .Order(StringComparer.Ordinal);

    public XElement? Element(string name) => _metadata.Elements().SingleOrDefault(child => child.Name.LocalName == name);

    public string? Value(string name) => Element(name)?.Value;

    public byte[] Content(string file)
    {
        using var entry = _archive.GetEntry(file)!.Open();
        using var content = new MemoryStream();
        entry.CopyTo(content);
        return content.ToArray();
    }

    public void Dispose() => _archive.Dispose();
}
