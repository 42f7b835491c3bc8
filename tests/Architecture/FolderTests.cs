using Microsoft.CodeAnalysis;

namespace MsMclr.MLNet.Tests;

/// <summary>Folders of <c>src</c>: no cycles, and namespaces that say where a type lives.</summary>
public class FolderTests
{
    // Compiled into several packages, so no package's name fits it.
    private const string LinkedFolder = "MLNet";
    private const string LinkedNamespace = "MsMclr.MLNet.Interop";

    [Test]
    public void Folders_do_not_lean_on_one_another_in_a_circle()
    {
        var cycles = FolderCycles.In(SourceTree.Ours.Uses());
        Assert.That(cycles, Is.Empty, string.Join('\n', cycles));
    }

    [Test]
    public void The_sources_are_seen_at_all()
    {
        var uses = SourceTree.Ours.Uses().ToList();
        Assert.That(uses.Select(use => (use.From, use.To)), Does.Contain(("Trainers/Networks", "Trainers/Networks/Cpu")));
        Assert.That(uses.Select(use => (use.From, use.To)), Does.Contain(("Trainers/Pretraining", "Transforms/Encoders/Scoring")));
    }

    [Test]
    public void Folders_that_lean_on_one_another_are_found()
    {
        var uses = new FolderUse[] { new("A", "B", "x"), new("B", "C", "y"), new("C", "A", "z"), new("C", "D", "w") };
        Assert.That(FolderCycles.In(uses), Is.EqualTo(new[] { "A -> B: x", "B -> C: y", "C -> A: z" }));
    }

    [Test]
    public void Internal_types_are_in_the_namespace_of_their_folder()
    {
        var misplaced = SourceTree.Ours.Types()
            .Where(entry => entry.Type.DeclaredAccessibility != Accessibility.Public)
            .Where(entry => entry.Type.ContainingNamespace.ToDisplayString() != NamespaceOf(entry.Folder))
            .Select(entry => $"{entry.Type.ToDisplayString()} in {entry.Folder}");
        Assert.That(misplaced, Is.Empty);
    }

    [Test]
    public void Public_types_are_in_the_one_namespace()
    {
        var misplaced = SourceTree.Ours.Types()
            .Where(entry => entry.Type.DeclaredAccessibility == Accessibility.Public)
            .Where(entry => entry.Type.ContainingNamespace.ToDisplayString() != "MsMclr.MLNet")
            .Select(entry => $"{entry.Type.ToDisplayString()} in {entry.Folder}");
        Assert.That(misplaced, Is.Empty);
    }

    private static string NamespaceOf(string folder)
        => folder == LinkedFolder ? LinkedNamespace : "MsMclr.MLNet." + folder.Replace('/', '.');
}
