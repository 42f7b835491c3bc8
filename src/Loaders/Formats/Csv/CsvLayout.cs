using System.Globalization;

namespace MsMclr.MLNet.Loaders.Formats.Csv;

/// <summary>Finds the layout of a table: a known one where one fits, else one made of the joints' names.</summary>
internal static class CsvLayout
{
    public static SkeletonLayout Wide(CsvSkeletonOptions options, CsvRows rows, SkeletonFile file)
    {
        var coordinates = new CsvCoordinates(rows.Header, options.Axes);
        var count = coordinates.CountNumbered();
        string[] joints = [.. coordinates.Joints().Select(found => found.Joint)];
        if (count > 1 && count >= joints.Length)
            return Numbered(count, rows);
        if (joints.Length == 0)
        {
            throw rows.Bad(
                $"no columns are the coordinates {string.Join(", ", options.Axes)} of joints; set Layout, and Coordinate to what the "
                + "columns are called");
        }

        return Named(joints, options, file);
    }

    public static SkeletonLayout Long(CsvSkeletonOptions options, List<string> joints, CsvRows rows, SkeletonFile file)
    {
        var numbers = joints.Select(joint => int.TryParse(joint, CultureInfo.InvariantCulture, out var number) ? number : -1).ToArray();
        if (Array.Exists(numbers, number => number < 0))
            return Named([.. joints], options, file);
        // Numbers from 1 on are told from numbers from 0 on by the layout that they then fit.
        if (options.FirstJoint == 0 && numbers.Min() == 1)
            options.FirstJoint = 1;
        return Numbered(numbers.Max() + 1 - options.FirstJoint, rows);
    }

    private static SkeletonLayout Numbered(int count, CsvRows rows)
    {
        var fitting = SkeletonLayout.Known.Where(layout => layout.JointCount == count).ToArray();
        if (fitting is [var only])
            return only;
        if (fitting.Length == 0)
            throw rows.Bad($"{count} joints have numbers and no names, and no known layout has as many; set Layout");
        throw rows.Bad(
            $"{count} joints have numbers and no names; they may be {string.Join(", or ", fitting.Select(layout => layout.Name))}; "
            + "set Layout");
    }

    private static SkeletonLayout Named(string[] joints, CsvSkeletonOptions options, SkeletonFile file)
    {
        if (options.JointNames is null)
        {
            var fitting = SkeletonLayout.Known.Where(layout => Fits(layout, joints, out _)).ToArray();
            var inOrder = Array.Find(fitting, layout => Fits(layout, joints, out var isInOrder) && isInOrder);
            if (fitting.Length > 0)
                return inOrder ?? fitting[0];
        }

        return JointNames.Of(joints, options: options.JointNames).ToLayout($"csv-{file.Name}");
    }

    /// <summary>Whether these are the layout's joints, all of them and no others.</summary>
    private static bool Fits(SkeletonLayout layout, string[] joints, out bool isInOrder)
    {
        isInOrder = false;
        if (joints.Length != layout.JointCount)
            return false;
        var exact = new CsvNames([.. layout.Joints]);
        var meanings = JointNames.Of(layout.Joints);
        var places = joints.Select(joint => exact.Find(joint) is [var same] ? same : meanings.Find(joint)).ToArray();
        isInOrder = places.SequenceEqual(Enumerable.Range(0, joints.Length));
        return !places.Contains(-1) && places.Distinct().Count() == places.Length;
    }
}
