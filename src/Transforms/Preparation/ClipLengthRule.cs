namespace MsMclr.MLNet;

/// <summary>How many of a recording's frames are used.</summary>
public enum ClipLengthRule
{
    /// <summary>
    /// As many as have a first joint of the first body that is not 0, counted; the first so many frames are used. The authors' rule, and
    /// that of the published data: an empty frame in the middle cuts the tail.
    /// </summary>
    CountNonEmpty,

    /// <summary>All up to the last frame in which any body is present.</summary>
    LastNonEmpty,

    /// <summary>All of them.</summary>
    All,
}
