namespace MsMclr.MLNet;

/// <summary>Specifies which bodies of a frame go into a clip, and in which place.</summary>
public enum BodyOrder
{
    /// <summary>
    /// The first bodies of each frame, in the order of the file, as the authors' code does. A body may change its place from frame
    /// to frame.
    /// </summary>
    File,

    /// <summary>
    /// Each body keeps one place, found by its id as the file gives it. The most active bodies come first: those with the largest sum of
    /// squared deviations from the body's mean position. This is the corrected choice of MsMCLR's preprocessing.
    /// </summary>
    MostActive,

    /// <summary>
    /// Each body keeps one place. It is followed by its id and, where there is none or where the id changes, by its distance from frame
    /// to frame. Noise, such as a chair, is left out. <see cref="BodyTrackingOptions"/> says how, and which bodies come first.
    /// </summary>
    Tracked,
}
