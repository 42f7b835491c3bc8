using System.Reflection;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Trainers.Torch;
using MsMclr.MLNet.Trainers.Torch.Native;
using TorchSharp;

namespace MsMclr.MLNet.Tests;

/// <summary>
/// TorchSharp loads native libraries by itself in static constructors. Those of types that are marked for it may run as early as
/// a method that names them is compiled. These tests read compiled code to see that no such method comes before the loading.
/// </summary>
public class TorchSharpLoaderTests
{
    private static readonly Assembly Trainers = typeof(TorchSharpLoader).Assembly;

    [Test]
    public void Loading_twice_does_no_harm()
    {
        TorchSharpLoader.EnsureLoaded();
        Assert.That(TorchSharpLoader.EnsureLoaded, Throws.Nothing);
    }

    [Test]
    public void There_is_one_public_method()
    {
        var members = typeof(TorchSharpLoader).GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly);
        Assert.That(members.Select(member => member.Name), Is.EqualTo(new[] { nameof(TorchSharpLoader.EnsureLoaded) }));
    }

    [Test]
    public void What_loads_the_libraries_names_no_type_of_TorchSharp()
    {
        var reached = ReachedFrom(typeof(TorchSharpLoader), except: typeof(TorchSharpStart));
        Assert.That(reached, Does.Contain(typeof(LoadingSequence)).And.Contain(typeof(RepairedCopy)).And.Contain(typeof(FileReplacement)));
        Assert.That(reached.Where(NamesTorchSharp), Is.Empty);
    }

    [Test]
    public void What_begins_TorchSharp_is_not_inlined()
    {
        Assert.That(NamesTorchSharp(typeof(TorchSharpStart)), "the reader of code sees it");
        var methods = MemberReferences.MethodsOf(typeof(TorchSharpStart)).Where(UsesTorchSharp).ToList();
        Assert.That(methods, Is.Not.Empty);
        Assert.That(methods, Has.All.Matches<MethodBase>(IsNotInlined));
    }

    [Test]
    public void TorchSharp_loads_libraries_at_first_use_and_not_sooner()
    {
        Assert.That(typeof(torch).TypeInitializer, Is.Not.Null);
        Assert.That(typeof(torch).Attributes.HasFlag(TypeAttributes.BeforeFieldInit), Is.False, "docs/loading-libtorch.md relies on it");
    }

    [TestCaseSource(nameof(CallersOfEnsureLoaded))]
    public void Who_asks_for_loading_uses_TorchSharp_only_in_methods_that_are_not_inlined(MethodBase caller)
    {
        Assert.That(UsesTorchSharp(caller), Is.False, "itself");
        var called = MemberReferences.Of(caller).OfType<MethodBase>().Where(method => method.Module.Assembly == Trainers);
        Assert.That(called.Where(UsesTorchSharp).Where(method => !IsNotInlined(method)), Is.Empty);
    }

    [Test]
    public void Both_trainers_ask_for_loading()
    {
        var types = CallersOfEnsureLoaded().Select(data => ((MethodBase)data.Arguments[0]!).DeclaringType);
        Assert.That(types, Is.SupersetOf(new[] { typeof(MsMclrTrainer), typeof(SkeletonFineTuningTrainer), typeof(TrainingDevice) }));
    }

    private static IEnumerable<TestCaseData> CallersOfEnsureLoaded()
    {
        var ensureLoaded = typeof(TorchSharpLoader).GetMethod(nameof(TorchSharpLoader.EnsureLoaded))!;
        return Trainers.GetTypes().Where(type => !type.IsNested)
            .SelectMany(MemberReferences.MethodsOf)
            .Where(method => MemberReferences.Of(method).Contains(ensureLoaded))
            .Select(method => new TestCaseData(method).SetArgDisplayNames($"{method.DeclaringType!.Name}.{method.Name}"));
    }

    private static HashSet<Type> ReachedFrom(Type start, Type except)
    {
        var reached = new HashSet<Type> { start };
        var open = new Queue<Type>(reached);
        while (open.TryDequeue(out var type))
        {
            foreach (var named in MemberReferences.TypesNamedBy(type).Where(named => IsOurs(named) && named != except))
            {
                if (reached.Add(named))
                    open.Enqueue(named);
            }
        }

        return reached;
    }

    private static bool IsOurs(Type type) => type.Assembly.GetName().Name!.StartsWith("MsMclr.", StringComparison.Ordinal);

    private static bool NamesTorchSharp(Type type) => MemberReferences.TypesNamedBy(type).Any(IsTorchSharp);

    private static bool UsesTorchSharp(MethodBase method)
        => MemberReferences.Of(method).Any(member => IsTorchSharp(member as Type ?? member.DeclaringType!));

    private static bool IsTorchSharp(Type type) => type.Assembly.GetName().Name == "TorchSharp";

    private static bool IsNotInlined(MethodBase method) => method.MethodImplementationFlags.HasFlag(MethodImplAttributes.NoInlining);
}
