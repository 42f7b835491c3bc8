namespace MsMclr.MLNet;

/// <summary>Specifies which side of the body a joint is on, from the person's own view.</summary>
public enum JointSide
{
    /// <summary>On neither side: the spine, the head.</summary>
    Middle,

    /// <summary>On the left.</summary>
    Left,

    /// <summary>On the right.</summary>
    Right,
}
