namespace MsMclr.MLNet;

/// <summary>Names what is wrong with a clip that a <see cref="SkeletonScorer"/> refuses.</summary>
public enum SkeletonClipFault
{
    /// <summary>It has no whole number of frames.</summary>
    PartialFrame,

    /// <summary>It has other joints, bodies or values a joint than the model, or another skeleton.</summary>
    WrongLayout,

    /// <summary>A value is infinite, or is NaN where missing joints are not to be filled in.</summary>
    NotFinite,

    /// <summary>It has no frame, or every coordinate is 0 or missing.</summary>
    NobodyInView,

    /// <summary>Bodies are too large or too small for people: millimeters were given for meters, say. Or a coordinate is beyond 1e18, whose
    /// square is hardly a number any more; that no option allows.</summary>
    ImplausibleScale,

    /// <summary>The model itself failed, or gave numbers that are none.</summary>
    Unscorable,
}
