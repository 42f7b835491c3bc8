namespace MsMclr.MLNet;

/// <summary>Specifies how many of a recording's frames are used.</summary>
public enum ClipLengthRule
{
    /// <summary>From the first to the last frame in which any body is present, and all between them.</summary>
    NonEmptyRange,

    /// <summary>All up to the last frame in which any body is present.</summary>
    LastNonEmpty,

    /// <summary>
    /// As many as have a first joint of the first body that is not 0, counted; the first so many frames are used. The rule of the
    /// paper's code and of the published data: an empty frame in the middle cuts the tail.
    /// Where that joint is 0 in every frame (poses relative to it, or it was never found), <see cref="LastNonEmpty"/> holds.
    /// </summary>
    CountNonEmpty,

    /// <summary>All of them.</summary>
    All,
}
