namespace MsMclr.MLNet;

/// <summary>How a clip is turned about the vertical axis (y) so that shoulders lie along x.</summary>
public enum ClipTurning
{
    /// <summary>
    /// Each frame by its own angle, in one direction for the whole clip: that of the sum of the shoulder lines. The authors' rule; frames
    /// whose shoulder line points the other way are turned the wrong way.
    /// </summary>
    OneDirection,

    /// <summary>Each frame and body by its own angle, exactly: the shoulder line ends on +x. Turns of the body itself are lost.</summary>
    EachFrame,

    /// <summary>The whole clip by one angle, that of the first shoulder line that there is: keeps turns and how two people stand to each other.</summary>
    FirstFrame,

    /// <summary>Not at all.</summary>
    None,
}
