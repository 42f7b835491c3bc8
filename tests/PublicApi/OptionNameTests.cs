namespace MsMclr.MLNet.Tests;

/// <summary>A name means the same wherever it stands: CONTRIBUTING.md has the table.</summary>
public class OptionNameTests
{
    private static readonly Dictionary<string, string[]> TypesByName = new()
    {
        ["Seed"] = ["Int32?"],
        ["GpuDeviceId"] = ["Int32?"],
        ["FallbackToCpu"] = ["Boolean?"],
        ["CancellationToken"] = ["CancellationToken"],
        ["Progress"] = ["IProgress?"],
        ["Encoder"] = ["SkeletonEmbeddingTransformer?"],
        ["EncoderFile"] = ["String?"],
        ["LabelColumnName"] = ["String"],
        ["FeatureColumnName"] = ["String"],
        ["InputColumnName"] = ["String", "String?"],
        ["OutputColumnName"] = ["String"],
    };

    private static readonly Dictionary<Type, string> NamesByType = new()
    {
        [typeof(CancellationToken)] = "CancellationToken",
        [typeof(SkeletonEmbeddingTransformer)] = "Encoder",
    };

    // What nobody gets around setting is no option: a result says with which seed it was found.
    private static readonly IReadOnlyList<Setting> Optional = [.. Setting.All.Where(setting => !setting.IsRequired)];

    private static IEnumerable<string> Names => TypesByName.Keys;

    private static IEnumerable<TestCaseData> Settings()
        => Optional.Select(setting => new TestCaseData(setting).SetArgDisplayNames(setting.ToString()));

    [TestCaseSource(nameof(Names))]
    public void Like_named_options_have_like_types(string name)
    {
        var named = Optional.Where(setting => setting.Property.Name == name).ToList();
        Assert.That(named, Is.Not.Empty, "or the table is of yesterday");
        var others = named.Where(setting => !TypesByName[name].Contains(setting.TypeName));
        Assert.That(others.Select(setting => $"{setting}: {setting.TypeName}"), Is.Empty);
    }

    [Test]
    public void Options_of_like_types_have_like_names()
    {
        var others = Optional
            .Where(setting => NamesByType.TryGetValue(setting.Property.PropertyType, out var name) && setting.Property.Name != name);
        Assert.That(others.Select(setting => setting.ToString()), Is.Empty);
        var listeners = Optional.Where(setting => setting.TypeName == "IProgress?").Select(setting => setting.Property.Name);
        Assert.That(listeners.Distinct(), Is.EqualTo(new[] { "Progress" }));
    }

    // Options are filled in step by step; recipes and augmentations are values, which "with" makes others of.
    [TestCaseSource(nameof(Settings))]
    public void Options_can_be_changed_and_records_cannot(object value)
    {
        var setting = (Setting)value;
        Assert.That(setting.IsInitOnly, Is.EqualTo(setting.IsOfRecord), $"{setting}: set in a class, init in a record");
    }

    [Test]
    public void The_table_of_names_is_the_one_for_contributors()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "CONTRIBUTING.md"));
        foreach (var (name, types) in TypesByName)
        {
            var written = types.Select(type => $"`{InCSharp(type)}`");
            Assert.That(page, Does.Contain($"| `{name}` | {string.Join(", ", written)} |"));
        }
    }

    private static string InCSharp(string type) => type switch
    {
        "Int32?" => "int?",
        "Boolean?" => "bool?",
        "IProgress?" => "IProgress<T>?",
        "String" => "string",
        "String?" => "string?",
        _ => type,
    };
}
