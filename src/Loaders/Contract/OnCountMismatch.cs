namespace MsMclr.MLNet;

/// <summary>
/// Specifies what to do where a file declares a number that differs from what follows: of frames, or the end of an interval.
/// </summary>
public enum OnCountMismatch
{
    /// <summary>
    /// Read what is there, and warn with both numbers: to <c>SkeletonLoader.Options.OnWarning</c> and <c>MLContext.Log</c>.
    /// </summary>
    Warn,

    /// <summary>Refuse the clip, as <see cref="OnBadFile"/> says.</summary>
    Throw,
}
