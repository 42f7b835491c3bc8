using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

/// <summary>How to read OpenPose's own output.</summary>
public sealed class OpenPoseSkeletonOptions
{
    /// <summary>
    /// Gets or sets the body that OpenPose was run with: <see cref="SkeletonLayout.OpenPose25"/> for its default, <c>BODY_25</c>.
    /// </summary>
    /// <value>Default null: the 18 joints of <c>--model_pose COCO</c>.</value>
    public SkeletonLayout? Layout { get; set; }

    /// <summary>Gets or sets which keypoints make the skeleton. Hands need <c>--hand</c>, faces <c>--face</c>.</summary>
    /// <value>Default <see cref="OpenPoseParts.Body"/>.</value>
    public OpenPoseParts Parts { get; set; } = OpenPoseParts.Body;

    /// <summary>Gets or sets what becomes of a coordinate that is <c>NaN</c> or <c>null</c>.</summary>
    /// <value>Default <see cref="MissingValues.Missing"/>: its joint is missing.</value>
    public MissingValues MissingValues { get; set; } = MissingValues.Missing;

    internal OpenPoseSkeletonOptions Checked()
    {
        OptionCheck.RequireNamed(Parts, nameof(OpenPoseSkeletonOptions), nameof(Parts));
        OptionCheck.RequireNamed(MissingValues, nameof(OpenPoseSkeletonOptions), nameof(MissingValues));
        return (OpenPoseSkeletonOptions)MemberwiseClone();
    }
}
