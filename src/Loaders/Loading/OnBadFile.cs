namespace MsMclr.MLNet;

/// <summary>Specifies what to do with a file that cannot be read.</summary>
public enum OnBadFile
{
    /// <summary>Stop with a <see cref="SkeletonFileException"/>.</summary>
    Throw,

    /// <summary>
    /// Leave the clip out, go on, and report it: each to <c>SkeletonLoader.Options.OnSkipped</c> and <c>MLContext.Log</c>, their number
    /// at the end of a pass.
    /// </summary>
    Skip,
}
