using System.ComponentModel;
using System.Globalization;
using System.Reflection;

namespace MsMclr.MLNet.Cli.Data;

/// <summary>
/// Changes properties by words such as <c>Temperature=0.2</c>, <c>StrongAugmentation=Strong</c> or <c>ClipColumn=clip</c>.
/// </summary>
internal static class Settings
{
    private const BindingFlags Named = BindingFlags.Public | BindingFlags.Static | BindingFlags.IgnoreCase;

    // What files tell has options of its own, whose paths reports don't show.
    private static readonly string[] Elsewhere = ["Layout", "JointNames", "Actions", "LabelsFile"];

    /// <summary>Changes an object that is the caller's own, and returns it.</summary>
    /// <exception cref="FormatException">A setting that there is none of, or a value that it can't take.</exception>
    public static T Apply<T>(T target, string option, IEnumerable<string> settings)
        where T : class
    {
        var properties = typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite && !Elsewhere.Contains(property.Name))
            .ToList();
        foreach (var setting in settings)
        {
            var words = setting.Split('=', 2);
            if (words.Length != 2)
                throw new FormatException($"{option} {setting}: expected NAME=VALUE, for example {properties[0].Name}=...");
            var name = words[0].Trim();
            var property = properties.Find(property => string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase));
            if (property is null)
            {
                var known = string.Join(", ", properties.Select(property => property.Name));
                throw new FormatException($"{option} {setting}: there is no '{name}'; there are {known}.");
            }

            property.SetValue(target, Parse(property.PropertyType, words[1].Trim(), $"{option} {setting}"));
        }

        return target;
    }

    private static object Parse(Type type, string value, string setting)
    {
        if (type == typeof(IReadOnlyList<string>))
            return value.Split(',', StringSplitOptions.TrimEntries);
        if (type == typeof(SkeletonAugmentation))
            return AugmentationText.Read(value, setting);
        if (type == typeof(SkeletonReadout))
            return Known<SkeletonReadout>(value, setting, "Global or MultiScale");
        if (type == typeof(EmbeddingWhitening))
            return Known<EmbeddingWhitening>(value, setting, "None, Centered or Half");
        try
        {
            return TypeDescriptor.GetConverter(type).ConvertFromString(null, CultureInfo.InvariantCulture, value)!;
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            var expected = type.IsEnum ? string.Join(" or ", Enum.GetNames(type)) : type.Name;
            throw new FormatException($"{setting}: '{value}' is no {expected}.", error);
        }
    }

    // One of the values that a type itself names.
    private static object Known<T>(string name, string setting, string expected)
    {
        if (typeof(T).GetProperty(name, Named)?.GetValue(null) is T value)
            return value;
        throw new FormatException($"{setting}: expected {expected}.");
    }
}
