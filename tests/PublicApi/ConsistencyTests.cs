using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace MsMclr.MLNet.PublicApi.Tests;

/// <summary>What holds of every public type, whoever writes it.</summary>
public partial class ConsistencyTests
{
    [TestCaseSource(typeof(PublicSurface), nameof(PublicSurface.Types))]
    public void A_public_type_is_documented_closed_and_in_the_one_namespace(Type type)
    {
        Assert.That(PublicSurface.Text(type, "summary"), Is.Not.Null.And.Not.Empty, "a <summary>");
        Assert.That(type.Namespace, Is.EqualTo("MsMclr.MLNet"));
        Assert.That(type.IsSealed || type.IsAbstract || type.IsInterface, "sealed, or meant to be derived from");
        Assert.That(type.GetFields(BindingFlags.Public | BindingFlags.Instance).Where(_ => !type.IsEnum), Is.Empty, "fields");
    }

    [TestCaseSource(nameof(OptionProperties))]
    public void An_option_states_its_default_and_has_it(PropertyInfo property)
    {
        Assert.That(PublicSurface.Text(property, "summary"), Is.Not.Null.And.Not.Empty, "a <summary>");
        if (property.IsDefined(typeof(RequiredMemberAttribute)))
            return;
        var text = Statement(property);
        Assert.That(text, Is.Not.Null, $"{property.DeclaringType!.FullName}.{property.Name}: a <value> that begins with Default or Required, or a <summary> that ends with its default");
        if (Stated(text!, property.PropertyType) is var (known, stated) && known)
            Assert.That(property.GetValue(Activator.CreateInstance(property.DeclaringType)), Is.EqualTo(stated), $"{property.DeclaringType.FullName}.{property.Name}: {text}");
    }

    [Test]
    public void Most_stated_defaults_can_be_compared()
    {
        var properties = OptionProperties().Select(data => (PropertyInfo)data.Arguments[0]!).ToList();
        var compared = properties.Count(property => Statement(property) is { } text && Stated(text, property.PropertyType).Known);
        Assert.That(compared, Is.GreaterThan(properties.Count / 2), $"of {properties.Count}");
    }

    [Test]
    public void Every_catalog_method_has_an_overload_that_takes_options()
    {
        var without = PublicSurface.CatalogMethods.GroupBy(method => $"{method.DeclaringType!.Name}.{method.Name}")
            .Where(overloads => !overloads.Any(method => method.GetParameters().Any(parameter => parameter.ParameterType.Name.EndsWith("Options", StringComparison.Ordinal))))
            .Select(overloads => overloads.Key);
        Assert.That(PublicSurface.CatalogMethods.Count(), Is.GreaterThan(10));
        Assert.That(without, Is.Empty);
    }

    [TestCaseSource(typeof(PublicSurface), nameof(PublicSurface.Options))]
    public void Options_can_be_made_with_nothing_and_every_one_can_be_set(Type type)
    {
        Assert.That(Activator.CreateInstance(type), Is.Not.Null);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            Assert.That(property.SetMethod?.IsPublic, Is.True, property.Name);
    }

    private static IEnumerable<TestCaseData> OptionProperties()
        => PublicSurface.Options.SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)).Select(property => new TestCaseData(property).SetArgDisplayNames($"{property.DeclaringType!.FullName}.{property.Name}"));

    // What the documentation says from the word "default" on; nobody need say that no token and no listener is the default.
    private static string? Statement(PropertyInfo property)
    {
        if (property.PropertyType == typeof(CancellationToken) || property.Name == "Progress")
            return "Default none.";
        if (PublicSurface.Text(property, "value") is { } value && (value.StartsWith("Default", StringComparison.Ordinal) || value.StartsWith("Required", StringComparison.Ordinal)))
            return value;
        return PublicSurface.Text(property, "summary") is { } summary && DefaultWord().Match(summary) is { Success: true } match ? summary[match.Index..] : null;
    }

    // "Default 0.07: ..." against the type that the option has. Words ("Default: the recipe's") cannot be compared.
    private static (bool Known, object? Value) Stated(string text, Type type)
    {
        var word = DefaultWord().Match(text).Groups[1].Value.TrimEnd(':', ';', ',', '.');
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (word == "null")
            return (true, null);
        if (plain == typeof(string))
            return (word.Length > 0 && (char.IsUpper(word[0]) || word[0] == '"'), word.Trim('"'));
        if (plain == typeof(bool))
            return (word is "true" or "false", word == "true");
        if (plain.IsEnum)
            return Enum.TryParse(plain, word, ignoreCase: false, out var member) ? (true, member) : (false, null);
        return plain.IsPrimitive && !Unit().IsMatch(text) && double.TryParse(word.Replace(",", ""), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? (true, Convert.ChangeType(number, plain, CultureInfo.InvariantCulture))
            : (false, null);
    }

    [GeneratedRegex("[Dd]efault:? (\\S+)")]
    private static partial Regex DefaultWord();

    // 256 MiB is not 256.
    [GeneratedRegex("^[Dd]efault:? [\\d.,]+ (?:KiB|MiB|GiB)")]
    private static partial Regex Unit();
}
