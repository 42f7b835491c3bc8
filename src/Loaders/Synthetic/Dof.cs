namespace MsMclr.MLNet.Loaders.Synthetic;

/// <summary>
/// The degrees of freedom of the synthetic body: meters for the root's place, degrees for everything else. Arms and legs are in
/// left-right pairs.
/// </summary>
internal enum Dof
{
    /// <summary>Towards where the body faces.</summary>
    Forward,

    /// <summary>To the body's left.</summary>
    Sideways,

    /// <summary>Height of the pelvis above standing.</summary>
    Up,
    Turn,
    Lean,
    Tilt,
    SpineBend,
    SpineTwist,
    HeadNod,
    HeadTurn,
    HeadTilt,
    ShoulderFlexLeft,
    ShoulderFlexRight,
    ShoulderSpreadLeft,
    ShoulderSpreadRight,
    ShoulderTwistLeft,
    ShoulderTwistRight,
    ElbowLeft,
    ElbowRight,
    WristLeft,
    WristRight,
    HipFlexLeft,
    HipFlexRight,
    HipSpreadLeft,
    HipSpreadRight,
    KneeLeft,
    KneeRight,
    AnkleLeft,
    AnkleRight,

    /// <summary>How many there are.</summary>
    Count,
}
