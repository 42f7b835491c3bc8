namespace MsMclr.MLNet;

/// <summary>Specifies which neighbors motion is a difference to.</summary>
public enum MotionAxes
{
    /// <summary>The next frame and the next joint, averaged (the authors' current code).</summary>
    TimeAndJoint,

    /// <summary>The next joint alone (an earlier state of their code).</summary>
    Joint,

    /// <summary>The next frame alone.</summary>
    Time,
}
