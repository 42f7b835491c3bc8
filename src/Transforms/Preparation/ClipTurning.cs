namespace MsMclr.MLNet;

/// <summary>Specifies how a clip is turned about the vertical axis (y), so that shoulders lie along x.</summary>
public enum ClipTurning
{
    /// <summary>
    /// The whole clip by one angle, that of the first shoulder line that there is. It keeps turns of the body and how two people stand
    /// to each other.
    /// </summary>
    FirstFrame,

    /// <summary>Each frame and body by its own angle: the shoulder line ends on +x. Turns of the body itself are lost.</summary>
    EachFrame,

    /// <summary>
    /// Each frame by its own angle, in one direction for the whole clip: that of the sum of the shoulder lines. The rule of the paper's
    /// code. Frames whose shoulder line points the other way are turned the wrong way.
    /// </summary>
    OneDirection,

    /// <summary>Not at all.</summary>
    None,

    /// <summary>
    /// The whole clip by one angle: the line from the first body's center to the second one's lies along x, in the first frame that has
    /// both. It keeps how two people move to each other, whichever way they stood to the camera. Clips of one body are turned as by
    /// <see cref="FirstFrame"/>.
    /// </summary>
    BetweenBodies,
}
