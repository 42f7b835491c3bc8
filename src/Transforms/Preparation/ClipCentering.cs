namespace MsMclr.MLNet;

/// <summary>Specifies where a prepared clip has its origin.</summary>
public enum ClipCentering
{
    /// <summary>
    /// At the center joint of the first body that appears, for the whole clip. It keeps walks, jumps and the distance between two
    /// people.
    /// </summary>
    FirstFrame,

    /// <summary>At the center joint of each body in each frame, as in the paper. What is left is movement relative to the trunk.</summary>
    EachFrame,

    /// <summary>Where the recording has it.</summary>
    None,
}
