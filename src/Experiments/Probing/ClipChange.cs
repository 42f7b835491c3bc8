namespace MsMclr.MLNet.Experiments.Probing;

/// <summary>What is done to a clip before it is embedded.</summary>
internal enum ClipChange
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Left and right joints change places, and the first coordinate its sign: the clip in a mirror.</summary>
    Mirrored,

    /// <summary>The last frame comes first.</summary>
    Reversed,
}
