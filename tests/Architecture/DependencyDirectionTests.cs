using System.Reflection;
using NetArchTest.Rules;

namespace MsMclr.MLNet.Tests;

/// <summary>
/// Dependencies point one way: Skeletons &lt;- Loaders, and Skeletons &lt;- Transforms &lt;- Heads &lt;- Trainers. Only Trainers know
/// TorchSharp.
/// </summary>
public class DependencyDirectionTests
{
    private static readonly Assembly Skeletons = typeof(SkeletonLayout).Assembly;
    private static readonly Assembly Loaders = typeof(SyntheticSkeletons).Assembly;
    private static readonly Assembly Transforms = typeof(SkeletonAugmentation).Assembly;
    private static readonly Assembly Parquet = typeof(SkeletonEmbeddingsOptions).Assembly;
    private static readonly Assembly Heads = typeof(SelfSupervisedMetrics).Assembly;
    private static readonly Assembly Trainers = typeof(MsMclrTrainer).Assembly;
    private static readonly Assembly[] All = [Skeletons, Loaders, Transforms, Parquet, Heads, Trainers];

    [Test]
    public void Each_room_is_an_assembly_of_its_own() => Assert.That(All, Is.Unique);

    [Test]
    public void The_vocabulary_references_nothing_but_the_framework()
        => Assert.That(References(Skeletons), Has.All.StartsWith("System."));

    [Test]
    public void Loaders_and_transforms_do_not_know_each_other_nor_what_follows_them()
    {
        Assert.That(Ours(Loaders), Is.EquivalentTo(new[] { Name(Skeletons) }));
        Assert.That(Ours(Transforms), Is.EquivalentTo(new[] { Name(Skeletons) }));
    }

    [Test]
    public void Files_of_embeddings_know_the_vocabulary_alone_and_nothing_else_knows_their_library()
    {
        Assert.That(Ours(Parquet), Is.SubsetOf(new[] { Name(Skeletons) }));
        Assert.That(References(Parquet), Does.Contain("ParquetSharp"), "or this test would see nothing");
        foreach (var assembly in All.Except([Parquet]))
            Assert.That(References(assembly), Has.None.StartsWith("ParquetSharp").And.None.EqualTo(Name(Parquet)), Name(assembly));
    }

    [Test]
    public void Heads_know_the_transforms_and_what_those_stand_on()
    {
        Assert.That(Ours(Heads), Is.SubsetOf(new[] { Name(Skeletons), Name(Transforms) }));
        Assert.That(Ours(Heads), Does.Contain(Name(Transforms)));
    }

    [Test]
    public void Trainers_know_the_heads_and_neither_loaders_nor_experiments()
    {
        Assert.That(Ours(Trainers), Is.SubsetOf(new[] { Name(Skeletons), Name(Transforms), Name(Heads) }));
        Assert.That(Ours(Trainers), Does.Contain(Name(Heads)));
    }

    [Test]
    public void Only_trainers_need_libtorch()
    {
        Assert.That(References(Trainers), Does.Contain("TorchSharp"), "or this test would see nothing");
        foreach (var assembly in All.Except([Trainers]))
        {
            Assert.That(References(assembly), Has.None.StartsWith("TorchSharp"), Name(assembly));
            Assert.That(Types.InAssembly(assembly).ShouldNot().HaveDependencyOn("TorchSharp").GetResult().IsSuccessful, Name(assembly));
        }
    }

    [Test]
    public void Everything_public_is_in_the_one_namespace()
    {
        foreach (var assembly in All)
        {
            var namespaces = assembly.GetExportedTypes().Select(type => type.Namespace).Distinct();
            Assert.That(namespaces, Is.EqualTo(new[] { "MsMclr.MLNet" }), Name(assembly));
        }
    }

    private static IEnumerable<string> Ours(Assembly assembly)
        => References(assembly).Where(name => name.StartsWith("MsMclr.", StringComparison.Ordinal));

    private static IEnumerable<string> References(Assembly assembly)
        => assembly.GetReferencedAssemblies().Select(reference => reference.Name!);

    private static string Name(Assembly assembly) => assembly.GetName().Name!;
}
