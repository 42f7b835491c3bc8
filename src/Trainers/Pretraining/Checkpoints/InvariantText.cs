using System.Collections;
using System.Globalization;
using System.Reflection;

namespace MsMclr.MLNet.Trainers.Pretraining.Checkpoints;

/// <summary>Values in words that are the same in every process and culture.</summary>
internal static class InvariantText
{
    public static string Of(object? value) => value switch
    {
        null => "null",
        AugmentationSequence sequence => List(sequence.Steps),
        SkeletonAugmentation augmentation => $"{augmentation.GetType().Name}({Properties(augmentation)})",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable list and not string => List(list),
        _ => value.ToString() ?? "",
    };

    /// <summary>The public properties of a type, in an order that does not depend on the source.</summary>
    public static IEnumerable<PropertyInfo> PropertiesOf(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.GetIndexParameters().Length == 0)
        .OrderBy(property => property.Name, StringComparer.Ordinal);

    private static string List(IEnumerable values) => $"[{string.Join(", ", values.Cast<object?>().Select(Of))}]";

    private static string Properties(object owner)
    {
        var described = PropertiesOf(owner.GetType()).Select(property => $"{property.Name}={Of(property.GetValue(owner))}");
        return string.Join(", ", described);
    }
}
