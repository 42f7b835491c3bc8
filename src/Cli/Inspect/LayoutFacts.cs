using MsMclr.MLNet.Cli.Inspect.Facts;

namespace MsMclr.MLNet.Cli.Inspect;

/// <summary>What a format says of the skeleton: joints, values of a joint, left and right.</summary>
internal static class LayoutFacts
{
    public static void AddTo(Inspection inspection, ISkeletonFormat format)
    {
        var layout = format.Layout;
        inspection.Add("layout", layout.Name);
        inspection.Add("joints", layout.JointCount);
        inspection.Add("channels", format.Channels);
        if (format.Coordinates < format.Channels)
            inspection.Add("coordinates", format.Coordinates);
        var pairs = Enumerable.Range(0, layout.JointCount)
            .Where(joint => layout.Mirror[joint] > joint)
            .Select(joint => $"{layout.Joints[joint]} - {layout.Joints[layout.Mirror[joint]]}");
        inspection.Add("mirrored joints", [.. pairs.DefaultIfEmpty("none: a mirror image would be the same")]);
        if (layout.Warnings.Length > 0)
            inspection.Add("doubts", [.. layout.Warnings]);
    }
}
