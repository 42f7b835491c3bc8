namespace MsMclr.MLNet;

/// <summary>
/// Specifies what becomes of a joint that was not found: whose coordinates are NaN in the recording. It is done before anything else, body
/// by body. A joint that is still missing at the end becomes 0, the origin, except with <see cref="Keep"/>.
/// </summary>
public enum MissingJoints
{
    /// <summary>
    /// It moves in a straight line between the two nearest frames in which it was found. Before the first and after the last of them it
    /// stays where it was found.
    /// </summary>
    Interpolate,

    /// <summary>It stays where it was found last; before that, where it is found first.</summary>
    Hold,

    /// <summary>
    /// It is the mirror image of the joint on the other side, at the plane in the middle between the shoulders (the hips where a shoulder
    /// is missing). What that leaves missing is interpolated.
    /// </summary>
    Mirror,

    /// <summary>It is at 0 in the recording, before centering, as in the files of the paper's authors.</summary>
    Zero,

    /// <summary>It stays missing: NaN in the prepared clip. Encoders and random convolutions take it as 0.</summary>
    Keep,
}
