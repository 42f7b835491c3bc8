namespace MsMclr.MLNet;

/// <summary>Which bodies of a frame go into a clip, and in which place.</summary>
public enum BodyOrder
{
    /// <summary>The first bodies of each frame, in the order of the file, as the authors' code does. A body may change its place from frame to frame.</summary>
    File,

    /// <summary>Each body keeps one place, found by its id; the most active bodies come first (sum of squared deviations from the body's mean position).
    /// The corrected choice of MsMCLR's preprocessing.</summary>
    MostActive,
}
