namespace MsMclr.MLNet;

/// <summary>Names what an <see cref="ActionRecognition"/> tells.</summary>
public enum RecognitionKind
{
    /// <summary>Somebody new is in view.</summary>
    Entered,

    /// <summary>A window of somebody was scored.</summary>
    Window,

    /// <summary>Somebody was not seen for so long, or had to make room, and is forgotten.</summary>
    Left,
}
