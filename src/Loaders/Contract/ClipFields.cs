namespace MsMclr.MLNet;

/// <summary>
/// Specifies which members of <see cref="ClipInfo"/> a format knows; each becomes a column. <c>Clip</c>, <c>Label</c> and <c>Name</c> are
/// always
/// there.
/// </summary>
[Flags]
public enum ClipFields
{
    /// <summary>Nothing but the name and, where known, the label.</summary>
    None = 0,

    /// <summary><see cref="ClipInfo.Subject"/>.</summary>
    Subject = 1,

    /// <summary><see cref="ClipInfo.Camera"/>.</summary>
    Camera = 2,

    /// <summary><see cref="ClipInfo.Setup"/>.</summary>
    Setup = 4,

    /// <summary><see cref="ClipInfo.Replication"/>.</summary>
    Replication = 8,

    /// <summary><see cref="ClipInfo.FrameRate"/>.</summary>
    FrameRate = 16,

    /// <summary>Everything, as NTU RGB+D has it.</summary>
    All = Subject | Camera | Setup | Replication | FrameRate,
}
