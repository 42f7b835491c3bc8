namespace MsMclr.MLNet;

/// <summary>Specifies what stands in a window for the frames in which its person was not seen.</summary>
public enum PersonGaps
{
    /// <summary>Zeros, as in loaded recordings. The model's preparation treats them as it was told to.</summary>
    Absent,

    /// <summary>The body as it was seen last, in gaps of up to <see cref="ActionRecognizer.Options.LongestGap"/> frames.</summary>
    Hold,

    /// <summary>
    /// What lies between the body before and after such a gap, as <c>SkeletonLoader.Options.FrameGaps</c> fills it.
    /// A joint that is missing before or after it stays missing.
    /// </summary>
    Interpolate,
}
