using System.Reflection;
using System.Xml.Linq;

namespace MsMclr.MLNet.PublicApi.Tests;

/// <summary>All public types of the packages, and what the XML documentation beside them says.</summary>
internal static class PublicSurface
{
    private static readonly Assembly[] Assemblies =
        [typeof(SkeletonLayout).Assembly, typeof(SkeletonLoader).Assembly, typeof(SkeletonTransformsCatalog).Assembly, typeof(MsMclrTrainer).Assembly];

    // src/MLNet is compiled into two of them.
    private static readonly Dictionary<string, XElement> Documentation = Assemblies
        .SelectMany(assembly => XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member"))
        .DistinctBy(member => (string)member.Attribute("name")!)
        .ToDictionary(member => (string)member.Attribute("name")!);

    // A type that the compiler makes for an extension block has a name that nobody can write.
    public static IReadOnlyList<Type> Types { get; } = [.. Assemblies.SelectMany(assembly => assembly.GetExportedTypes()).Where(type => !type.FullName!.Contains('<'))];

    public static IEnumerable<Type> Options => Types.Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal));

    /// <summary>What is reached from a context: methods of catalogs, and methods that extend ML.NET's.</summary>
    public static IEnumerable<MethodInfo> CatalogMethods => Types
        .Where(type => type.Name.EndsWith("Catalog", StringComparison.Ordinal) || type.Name.EndsWith("Extensions", StringComparison.Ordinal))
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .Where(method => !method.IsSpecialName && !method.Name.StartsWith("get_", StringComparison.Ordinal));

    /// <summary>An element of a type's documentation as plain text, or null where there is none.</summary>
    public static string? Text(Type type, string element) => Text("T:" + Name(type), element);

    /// <summary>The same of a property.</summary>
    public static string? Text(PropertyInfo property, string element) => Text($"P:{Name(property.DeclaringType!)}.{property.Name}", element);

    private static string Name(Type type) => type.FullName!.Replace('+', '.');

    private static string? Text(string id, string element)
        => Documentation.TryGetValue(id, out var member) && (member.Element(element) ?? member.Element("inheritdoc")) is { } found ? Flat(found).Trim() : null;

    // <see cref="F:MsMclr.MLNet.BodyOrder.File"/> reads as File.
    private static string Flat(XElement element) => string.Concat(element.Nodes().Select(node => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" } see when see.Attribute("langword") is { } word => word.Value,
        XElement { Name.LocalName: "see" } see when see.Attribute("cref") is { } cref => cref.Value[(cref.Value.LastIndexOf('.') + 1)..],
        XElement inner => Flat(inner),
        _ => "",
    }));
}
