using System.Reflection;
using System.Xml.Linq;

namespace MsMclr.MLNet.Tests;

/// <summary>All public types of the packages, and what the XML documentation beside them says.</summary>
internal static class PublicSurface
{
    private const string Getter = "get_";

    // Whatever package lies beside this test and documents itself is ours.
    private static readonly string[] DocumentationFiles =
    [
        .. Directory.GetFiles(AppContext.BaseDirectory, "MsMclr.MLNet.*.xml")
            .Where(file => !file.EndsWith(".Tests.xml", StringComparison.Ordinal))
            .Where(file => !file.EndsWith(".TestKit.xml", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    // src/MLNet is compiled into two of them.
    private static readonly Dictionary<string, XElement> Documentation = DocumentationFiles
        .SelectMany(file => XDocument.Load(file).Descendants("member"))
        .DistinctBy(member => (string)member.Attribute("name")!)
        .ToDictionary(member => (string)member.Attribute("name")!);

    /// <summary>The packages' assemblies.</summary>
    public static IReadOnlyList<Assembly> Assemblies { get; } =
        [.. DocumentationFiles.Select(file => Assembly.Load(Path.GetFileNameWithoutExtension(file)))];

    // A type that the compiler makes for an extension block has a name that nobody can write.
    public static IReadOnlyList<Type> Types { get; } =
        [.. Assemblies.SelectMany(assembly => assembly.GetExportedTypes()).Where(type => !type.FullName!.Contains('<'))];

    public static IEnumerable<Type> Options => Types.Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal));

    /// <summary>What is reached from a context: methods of catalogs, and methods that extend ML.NET's.</summary>
    public static IEnumerable<MethodInfo> CatalogMethods
    {
        get
        {
            const BindingFlags Own = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
            return Types
                .Where(type => HasCatalogMethods(type.Name))
                .SelectMany(type => type.GetMethods(Own))
                .Where(method => !method.IsSpecialName && !method.Name.StartsWith(Getter, StringComparison.Ordinal))
                .Where(method => GetterBeside(method) is null);
        }
    }

    /// <summary>What the compiler makes of extension properties: static methods that start with <c>get_</c>.</summary>
    public static IEnumerable<MethodInfo> ExtensionProperties => Types.Where(type => type.IsAbstract && type.IsSealed)
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static))
        .Where(method => method.Name.StartsWith(Getter, StringComparison.Ordinal) && method.GetParameters().Length == 1);

    /// <summary>The extension property that a method stands beside, for languages that don't see it; null for other methods.</summary>
    public static MethodInfo? GetterBeside(MethodInfo method)
    {
        Type[] parameters = [.. method.GetParameters().Select(parameter => parameter.ParameterType)];
        return method.IsStatic ? method.DeclaringType!.GetMethod(Getter + method.Name, parameters) : null;
    }

    /// <summary>A type by its full name, as documentation writes it, wherever it comes from; null where there is none.</summary>
    public static Type? Find(string name) => Types.FirstOrDefault(type => Name(type) == name) ?? Type.GetType(name);

    /// <summary>An element of a type's documentation, or null where there is none.</summary>
    public static XElement? Element(Type type, string element) => Element("T:" + Name(type), element);

    /// <summary>The same of a property.</summary>
    public static XElement? Element(PropertyInfo property, string element)
        => Element($"P:{Name(property.DeclaringType!)}.{property.Name}", element);

    private static bool HasCatalogMethods(string type)
        => type.EndsWith("Catalog", StringComparison.Ordinal) || type.EndsWith("Extensions", StringComparison.Ordinal);

    private static string Name(Type type) => type.FullName!.Replace('+', '.');

    private static XElement? Element(string id, string element)
    {
        if (!Documentation.TryGetValue(id, out var member))
            return null;
        return member.Element(element) ?? member.Element("inheritdoc");
    }
}
