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
    /// Each body keeps one place, found by its id. The most active bodies come first: those with the largest sum of squared
    /// deviations from the body's mean position. This is the corrected choice of MsMCLR's preprocessing.
    /// </summary>
    MostActive,
}
