namespace MsMclr.MLNet.Transforms.Preparation;

/// <summary>The joints that a trunk is measured between.</summary>
internal readonly record struct TrunkJoints(int LeftHip, int RightHip)
{
    /// <summary>Finds the hips: joints of that name that mirror each other. Null where the layout has none.</summary>
    public static TrunkJoints? Find(SkeletonLayout layout)
    {
        for (var joint = 0; joint < layout.JointCount; joint++)
        {
            var isHip = layout.Joints[joint].Contains("hip", StringComparison.OrdinalIgnoreCase);
            if (isHip && layout.Mirror[joint] != joint)
                return new(joint, layout.Mirror[joint]);
        }

        return null;
    }
}
