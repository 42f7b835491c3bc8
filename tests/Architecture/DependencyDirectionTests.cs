using System.Reflection;
using NetArchTest.Rules;

namespace MsMclr.MLNet.Tests;

/// <summary>Dependencies point one way: Skeletons &lt;- Loaders, Skeletons &lt;- Transforms &lt;- Trainers.</summary>
public class DependencyDirectionTests
{
    private static readonly Assembly Skeletons = typeof(SkeletonLayout).Assembly;
    private static readonly Assembly Loaders = typeof(SyntheticSkeletons).Assembly;
    private static readonly Assembly Transforms = typeof(SkeletonAugmentation).Assembly;
    private static readonly Assembly Trainers = typeof(MsMclrTrainer).Assembly;

    [Test]
    public void The_vocabulary_references_nothing_but_the_framework()
        => Assert.That(References(Skeletons), Has.All.StartsWith("System."));

    [Test]
    public void Loaders_and_transforms_do_not_know_each_other_nor_the_trainers()
    {
        Assert.That(References(Loaders).Where(IsOurs), Is.EquivalentTo(new[] { Name(Skeletons) }));
        Assert.That(References(Transforms).Where(IsOurs), Is.EquivalentTo(new[] { Name(Skeletons) }));
    }

    [Test]
    public void Scoring_needs_no_libtorch()
    {
        foreach (var assembly in new[] { Skeletons, Loaders, Transforms })
        {
            Assert.That(References(assembly), Has.None.StartsWith("TorchSharp"));
            Assert.That(Types.InAssembly(assembly).ShouldNot().HaveDependencyOn("TorchSharp").GetResult().IsSuccessful, Name(assembly));
        }
    }

    [Test]
    public void Trainers_do_not_know_the_loaders() => Assert.That(References(Trainers), Has.None.EqualTo(Name(Loaders)));

    [Test]
    public void Everything_public_is_in_the_one_namespace()
    {
        foreach (var assembly in new[] { Skeletons, Loaders, Transforms, Trainers })
            Assert.That(assembly.GetExportedTypes().Select(type => type.Namespace).Distinct(), Is.EqualTo(new[] { "MsMclr.MLNet" }), Name(assembly));
    }

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(reference => reference.Name!);

    private static bool IsOurs(string name) => name.StartsWith("MsMclr.", StringComparison.Ordinal);

    private static string Name(Assembly assembly) => assembly.GetName().Name!;
}
