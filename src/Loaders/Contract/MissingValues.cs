namespace MsMclr.MLNet;

/// <summary>
/// Specifies what becomes of a coordinate that a text gives as <c>NaN</c>, <c>null</c>, or not at all. Infinity is always refused.
/// </summary>
public enum MissingValues
{
    /// <summary>The joint was not found: it is missing.</summary>
    Missing,

    /// <summary>The clip is refused, as <see cref="OnBadFile"/> says.</summary>
    Refuse,
}
