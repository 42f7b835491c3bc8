using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MsMclr.MLNet.Tests;

/// <summary>The sources below <c>src</c> as the compiler sees them: which file declares which type, and which file uses which.</summary>
/// <remarks>
/// All packages are one compilation here, so what generated code would add is missing. That leaves errors, which don't matter:
/// a name of ours still resolves to the file that declares it.
/// </remarks>
internal sealed class SourceTree
{
    private static readonly Lazy<SourceTree> Loaded = new(() => new SourceTree(Path.Combine(Repository.Root, "src")));
    private readonly string _root;
    private readonly CSharpCompilation _compilation;

    public SourceTree(string root)
    {
        _root = root;
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        var files = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories).Where(IsSource);
        var trees = files.Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), options, file));
        string[] usings =
            ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Threading", "System.Threading.Tasks"];
        var implicitUsings = CSharpSyntaxTree.ParseText(string.Concat(usings.Select(name => $"global using {name};\n")), options);
        _compilation = CSharpCompilation.Create(
            "sources",
            trees.Append(implicitUsings),
            References(),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
    }

    /// <summary>The sources of this repository.</summary>
    public static SourceTree Ours => Loaded.Value;

    /// <summary>Every declared type that is in no other type, with its folder below <c>src</c>.</summary>
    public IEnumerable<(INamedTypeSymbol Type, string Folder)> Types()
    {
        foreach (var tree in Sources())
        {
            var model = _compilation.GetSemanticModel(tree);
            foreach (var declaration in tree.GetRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>())
            {
                if (model.GetDeclaredSymbol(declaration) is { ContainingType: null } type)
                    yield return (type, FolderOf(tree.FilePath));
            }
        }
    }

    /// <summary>Which folder uses types of which other folder; comments and references in documentation don't count.</summary>
    public IEnumerable<FolderUse> Uses()
    {
        foreach (var tree in Sources())
        {
            var model = _compilation.GetSemanticModel(tree);
            var from = FolderOf(tree.FilePath);
            foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                if (DeclaringType(model.GetSymbolInfo(name).Symbol) is not { } type)
                    continue;
                var sources = type.Locations.Where(place => place.IsInSource);
                var folders = sources.Select(place => FolderOf(place.SourceTree!.FilePath)).ToList();
                // A partial type belongs to every folder that holds a part of it.
                if (folders.Count > 0 && !folders.Contains(from))
                    yield return new FolderUse(from, folders[0], $"{Path.GetFileName(tree.FilePath)} uses {type.Name}");
            }
        }
    }

    /// <summary>The files below <c>src</c> in which an object of a type, given by its name, is made.</summary>
    public IEnumerable<string> MakersOf(string type)
    {
        foreach (var tree in Sources())
        {
            var model = _compilation.GetSemanticModel(tree);
            var made = tree.GetRoot().DescendantNodes().OfType<BaseObjectCreationExpressionSyntax>();
            if (made.Any(creation => model.GetTypeInfo(creation).Type?.Name == type))
                yield return Path.GetRelativePath(_root, tree.FilePath).Replace('\\', '/');
        }
    }

    private static INamedTypeSymbol? DeclaringType(ISymbol? symbol)
    {
        if (symbol is null or INamespaceSymbol)
            return null;
        if (symbol is IMethodSymbol { ReducedFrom: { } extension })
            symbol = extension;
        var type = symbol as INamedTypeSymbol ?? symbol.ContainingType;
        while (type?.ContainingType is not null)
            type = type.ContainingType;
        return type?.OriginalDefinition;
    }

    private static bool IsSource(string file)
    {
        var path = file.Replace('\\', '/');
        return !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal);
    }

    private static IEnumerable<MetadataReference> References()
    {
        var assemblies = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        return assemblies
            .Where(path => !Path.GetFileName(path).StartsWith("MsMclr.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));
    }

    private IEnumerable<SyntaxTree> Sources() => _compilation.SyntaxTrees.Where(tree => tree.FilePath.Length > 0);

    private string FolderOf(string file) => Path.GetRelativePath(_root, Path.GetDirectoryName(file)!).Replace('\\', '/');
}

/// <summary>One use of a type of another folder.</summary>
internal sealed record FolderUse(string From, string To, string Reason);
