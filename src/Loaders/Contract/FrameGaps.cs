namespace MsMclr.MLNet;

/// <summary>Specifies what becomes of frame numbers that are missing between others of a clip.</summary>
/// <remarks>
/// Only formats that number their frames have such gaps. A frame that the file has, and in which nobody was seen, is none.
/// </remarks>
public enum FrameGaps
{
    /// <summary>Each missing number is a frame without a body, so that time is kept.</summary>
    Empty,

    /// <summary>The clip is refused, and the numbers around the gap are named.</summary>
    Refuse,

    /// <summary>
    /// Bodies that are there before and after the gap are interpolated linearly, as long as it is no longer than
    /// <see cref="SkeletonLoader.Options.LongestInterpolatedGap"/>. A joint that is missing before or after it stays missing. Longer
    /// gaps are left empty.
    /// </summary>
    Interpolate,
}
