using System.ComponentModel;
using System.Globalization;
using System.Reflection;

namespace MsMclr.MLNet.Cli.Data;

/// <summary>
/// Views in words: known ones and single steps, joined by plus signs, as in <c>Strong+JointMask(Probability=0.3,MaxJointShare=0.2)</c>.
/// </summary>
internal static class AugmentationText
{
    private const BindingFlags Named = BindingFlags.Public | BindingFlags.Static | BindingFlags.IgnoreCase;

    private static readonly Dictionary<string, Type> Steps = typeof(SkeletonAugmentation).Assembly.GetExportedTypes()
        .Where(type => type.IsSubclassOf(typeof(SkeletonAugmentation)) && type.GetConstructor([]) is not null)
        .ToDictionary(type => type.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a view.</summary>
    /// <exception cref="FormatException">A name that there is none of, or a value that it can't take.</exception>
    public static SkeletonAugmentation Read(string text, string setting)
    {
        var steps = text.Split('+', StringSplitOptions.TrimEntries).Select(step => Step(step, setting)).ToList();
        return steps.Count == 1 ? steps[0] : new AugmentationSequence(steps);
    }

    private static SkeletonAugmentation Step(string text, string setting)
    {
        if (typeof(KnownAugmentations).GetProperty(text, Named)?.GetValue(null) is SkeletonAugmentation known)
            return known;
        var words = text.Split('(', 2, StringSplitOptions.TrimEntries);
        if (!Steps.TryGetValue(words[0], out var type))
        {
            var views = string.Join(", ", typeof(KnownAugmentations).GetProperties().Select(view => view.Name));
            throw new FormatException(
                $"{setting}: there is no '{words[0]}'; there are the views {views} and the steps {string.Join(", ", Steps.Keys.Order())}, "
                + "joined by +.");
        }

        var step = (SkeletonAugmentation)Activator.CreateInstance(type)!;
        if (words.Length == 1)
            return step;
        if (!words[1].EndsWith(')'))
            throw new FormatException($"{setting}: expected {type.Name}(NAME=VALUE,...).");
        foreach (var value in words[1][..^1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            Set(step, value, setting);
        return step;
    }

    private static void Set(SkeletonAugmentation step, string text, string setting)
    {
        var words = text.Split('=', 2, StringSplitOptions.TrimEntries);
        var properties = step.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite);
        var property = properties.FirstOrDefault(property => string.Equals(property.Name, words[0], StringComparison.OrdinalIgnoreCase));
        if (words.Length != 2 || property is null)
        {
            var known = string.Join(", ", properties.Select(property => property.Name));
            throw new FormatException($"{setting}: '{text}' changes nothing of {step.GetType().Name}, which has [{known}].");
        }

        try
        {
            var converter = TypeDescriptor.GetConverter(property.PropertyType);
            property.SetValue(step, converter.ConvertFromString(null, CultureInfo.InvariantCulture, words[1]));
        }
        catch (TargetInvocationException error) when (error.InnerException is ArgumentException refused)
        {
            throw new FormatException($"{setting}: {refused.Message}", error);
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            throw new FormatException($"{setting}: '{words[1]}' is no {property.PropertyType.Name}.", error);
        }
    }
}
