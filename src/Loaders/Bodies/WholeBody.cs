namespace MsMclr.MLNet.Loaders.Bodies;

/// <summary>Tells layouts of whole bodies, which are higher than wide, from those of hands, faces and the like.</summary>
internal static class WholeBody
{
    /// <summary>Whether a layout has feet or ankles.</summary>
    public static bool Is(SkeletonLayout layout)
    {
        return layout.Joints.Any(IsFoot);

        static bool IsFoot(string joint)
            => joint.Contains("foot", StringComparison.OrdinalIgnoreCase) || joint.Contains("ankle", StringComparison.OrdinalIgnoreCase);
    }
}
