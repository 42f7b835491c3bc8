using System.Reflection;

namespace MsMclr.MLNet.Tests;

/// <summary>What holds of every public type, whoever writes it.</summary>
public class ConsistencyTests
{
    [TestCaseSource(typeof(PublicSurface), nameof(PublicSurface.Types))]
    public void A_public_type_is_documented_closed_and_in_the_one_namespace(Type type)
    {
        Assert.That(PublicSurface.Element(type, "summary")?.Value, Is.Not.Null.And.Not.Empty, "a <summary>");
        Assert.That(type.Namespace, Is.EqualTo("MsMclr.MLNet"));
        Assert.That(type.IsSealed || type.IsAbstract || type.IsInterface, "sealed, or meant to be derived from");
        Assert.That(type.GetFields(BindingFlags.Public | BindingFlags.Instance).Where(_ => !type.IsEnum), Is.Empty, "fields");
    }

    [Test]
    public void Every_package_with_public_types_is_looked_at()
    {
        var names = PublicSurface.Assemblies.Select(assembly => assembly.GetName().Name!).ToList();
        string[] some = ["Heads", "Loaders", "Parquet", "Skeletons", "Trainers", "Transforms"];
        Assert.That(some.Select(name => $"MsMclr.MLNet.{name}"), Is.SubsetOf(names));
    }

    [Test]
    public void Every_catalog_method_has_an_overload_that_takes_options()
    {
        var without = PublicSurface.CatalogMethods
            .GroupBy(method => $"{method.DeclaringType!.Name}.{method.Name}")
            .Where(overloads => !overloads.Any(TakesOptions))
            .Select(overloads => overloads.Key);
        Assert.That(PublicSurface.CatalogMethods.Count(), Is.GreaterThan(10));
        Assert.That(without, Is.Empty);
    }

    [Test]
    public void Every_extension_property_has_a_method_beside_it_for_languages_that_do_not_see_it()
    {
        var getters = PublicSurface.ExtensionProperties.ToList();
        Assert.That(getters.Select(getter => getter.Name), Is.SupersetOf(new[] { "get_SelfSupervised", "get_Skeleton", "get_Trainers" }));
        var without = getters.Where(getter => !getter.DeclaringType!.GetMethods()
            .Any(method => PublicSurface.GetterBeside(method) == getter && method.ReturnType == getter.ReturnType));
        Assert.That(without, Is.Empty);
    }

    [TestCaseSource(typeof(PublicSurface), nameof(PublicSurface.Options))]
    public void Options_can_be_made_with_nothing_and_every_one_can_be_set(Type type)
    {
        Assert.That(Activator.CreateInstance(type), Is.Not.Null);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            Assert.That(property.SetMethod?.IsPublic, Is.True, property.Name);
    }

    private static bool TakesOptions(MethodInfo method)
        => method.GetParameters().Any(parameter => parameter.ParameterType.Name.EndsWith("Options", StringComparison.Ordinal));
}
