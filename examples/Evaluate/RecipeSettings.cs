using System.ComponentModel;
using System.Globalization;
using System.Reflection;

namespace MsMclr.MLNet.Examples;

/// <summary>Changes a recipe by words such as <c>Temperature=0.2</c> or <c>StrongAugmentation=Strong</c>.</summary>
internal static class RecipeSettings
{
    /// <exception cref="FormatException">A setting that no recipe has, or a value that it can't take.</exception>
    public static MsMclrRecipe Apply(MsMclrRecipe recipe, IEnumerable<string> settings)
    {
        var changed = recipe with { };
        foreach (var setting in settings)
        {
            var (name, value) = setting.Split('=', 2) is [var left, var right] ? (left.Trim(), right.Trim())
                : throw new FormatException($"--set {setting}: expected NAME=VALUE, for example Temperature=0.2.");
            var property = typeof(MsMclrRecipe).GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase) is { CanWrite: true } found ? found
                : throw new FormatException($"--set {setting}: a recipe has no '{name}'; it has {string.Join(", ", Names)}.");
            property.SetValue(changed, Parse(property.PropertyType, value, setting));
        }

        return changed;
    }

    private static IEnumerable<string> Names => typeof(MsMclrRecipe).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite).Select(property => property.Name);

    private static object Parse(Type type, string value, string setting)
    {
        if (type == typeof(SkeletonAugmentation))
        {
            return typeof(KnownAugmentations).GetProperty(value, BindingFlags.Public | BindingFlags.Static | BindingFlags.IgnoreCase)?.GetValue(null)
                ?? throw new FormatException($"--set {setting}: expected one of {string.Join(", ", typeof(KnownAugmentations).GetProperties().Select(known => known.Name))}.");
        }

        try
        {
            return TypeDescriptor.GetConverter(type).ConvertFromString(null, CultureInfo.InvariantCulture, value)!;
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            throw new FormatException($"--set {setting}: '{value}' is no {(type.IsEnum ? string.Join(" or ", Enum.GetNames(type)) : type.Name)}.", error);
        }
    }
}
