using System.Reflection;

namespace MsMclr.MLNet.Cli.Data;

/// <summary>Skeletons by the names that they have in <see cref="SkeletonLayout"/>, or from a file.</summary>
internal static class Layouts
{
    // Their third value is a score, not depth.
    private static readonly SkeletonLayout[] Flat = [SkeletonLayout.OpenPose18, SkeletonLayout.OpenPose25, SkeletonLayout.Coco17];

    public static string Known => string.Join(", ", All.Select(layout => layout.Name));

    private static IEnumerable<PropertyInfo> All => typeof(SkeletonLayout).GetProperties(BindingFlags.Public | BindingFlags.Static)
        .Where(property => property.PropertyType == typeof(SkeletonLayout));

    /// <exception cref="FormatException">Neither a known name nor a layout's file.</exception>
    public static SkeletonLayout Of(string word)
    {
        if (Named(word) is { } known)
            return known;
        if (!File.Exists(word))
            throw new FormatException($"--layout {word}: there is no such file, and the known layouts are {Known}.");
        return SkeletonLayout.FromJson(File.ReadAllText(word));
    }

    public static SkeletonLayout? Named(string name)
    {
        var named = All.FirstOrDefault(layout => string.Equals(layout.Name, name, StringComparison.OrdinalIgnoreCase));
        return named?.GetValue(null) as SkeletonLayout;
    }

    /// <summary>Whether clips can be turned about the vertical axis: that takes depth and a line of shoulders.</summary>
    public static bool CanTurn(ISkeletonFormat format)
        => format.Coordinates >= 3 && format.Layout.HasShoulders && !Flat.Contains(format.Layout);
}
