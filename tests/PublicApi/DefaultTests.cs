using Microsoft.ML;

namespace MsMclr.MLNet.Tests;

/// <summary>What the documentation says of a default is what a new object has, whatever its type is called.</summary>
public class DefaultTests
{
    private static IEnumerable<TestCaseData> Settings() => Setting.All
        .Where(setting => !setting.IsRequired)
        .Select(setting => new TestCaseData(setting).SetArgDisplayNames(setting.ToString()));

    [TestCaseSource(nameof(Settings))]
    public void A_setting_states_its_default_and_has_it(object value)
    {
        var setting = (Setting)value;
        Assert.That(PublicSurface.Element(setting.Property, "summary")?.Value, Is.Not.Null.And.Not.Empty, "a <summary>");
        var statement = StatedDefault.Of(setting.Property) ?? UnsaidDefault(setting);
        Assert.That(statement, Is.Not.Null, $"{setting}: a <value> that begins with Default, or a <summary> whose last sentence does");
        if (statement!.StartsWith("Required", StringComparison.Ordinal))
            return;
        var owner = setting.NewOwner();
        var real = setting.Property.GetValue(owner);
        var agrees = DefaultComparison.Agrees(statement, setting.Property.PropertyType, real, owner);
        var told = $"{setting} is {real ?? "null"}; stated: {StatedDefault.Readable(statement)}";
        Assert.That(agrees, Is.Not.Null, told + " Write \"Default X\" with a value of its type.");
        Assert.That(agrees, Is.True, told);
    }

    [Test]
    public void Settings_of_every_kind_are_looked_at()
    {
        Assert.That(Setting.All, Has.Count.GreaterThan(100));
        var owners = Setting.All.Select(setting => setting.Owner).ToHashSet();
        Type[] some = [typeof(MsMclrRecipe), typeof(MsMclrTrainer.Options), typeof(MsMclrProbe), typeof(GaussianBlur)];
        Assert.That(some, Is.SubsetOf(owners));
    }

    [TestCase("Default 0.07.", typeof(float), 0.07f, ExpectedResult = true)]
    [TestCase("Default 0.07.", typeof(float), 0.7f, ExpectedResult = false)]
    [TestCase("Default 100,000 frames.", typeof(int), 100_000, ExpectedResult = true)]
    [TestCase("Default 256 MiB.", typeof(long), 256L << 20, ExpectedResult = true)]
    [TestCase("Default 256 MiB.", typeof(long), 256L, ExpectedResult = false)]
    [TestCase("Default 1e-4.", typeof(double), 1e-4, ExpectedResult = true)]
    [TestCase("Default null: the context's.", typeof(int?), null, ExpectedResult = true)]
    [TestCase("Default null: the context's.", typeof(int?), 1, ExpectedResult = false)]
    [TestCase("Default true.", typeof(bool), false, ExpectedResult = false)]
    [TestCase("Default \u0001Label\u0001.", typeof(string), "Label", ExpectedResult = true)]
    [TestCase("Default \u0001Label\u0001.", typeof(string), "Features", ExpectedResult = false)]
    [TestCase("Default \u0001,\u0001.", typeof(char), ',', ExpectedResult = true)]
    [TestCase("Default \u0001x\u0001, \u0001y\u0001.", typeof(string[]), new[] { "x", "z" }, ExpectedResult = false)]
    [TestCase("Default \u00011\u0001 and \u00013\u0001.", typeof(int[]), new[] { 1, 3 }, ExpectedResult = true)]
    [TestCase("Default \u00011\u0001 and \u00013\u0001.", typeof(int[]), new[] { 1, 2 }, ExpectedResult = false)]
    [TestCase("Default \u0002F:MsMclr.MLNet.BodyOrder.File\u0002.", typeof(BodyOrder), BodyOrder.File, ExpectedResult = true)]
    [TestCase("Default \u0002F:MsMclr.MLNet.BodyOrder.MostActive\u0002.", typeof(BodyOrder), BodyOrder.File, ExpectedResult = false)]
    [TestCase("Default: the recipe's.", typeof(int), 3, ExpectedResult = null)]
    public bool? A_statement_is_compared(string statement, Type type, object? value) => DefaultComparison.Agrees(statement, type, value);

    // Nobody need say that no token, no listener and no view is the default.
    private static string? UnsaidDefault(Setting setting)
    {
        var type = setting.Property.PropertyType;
        var isObvious = type == typeof(CancellationToken) || type == typeof(IDataView) || setting.Property.Name == "Progress";
        return isObvious ? "Default none." : null;
    }
}
