namespace MsMclr.MLNet;

/// <summary>A recording with what was found in it, for a time line.</summary>
/// <param name="Name">Gets what it is called.</param>
/// <param name="Frames">Gets how many frames it has.</param>
/// <param name="FrameRate">Gets its frames a second.</param>
/// <param name="Found">Gets what was found.</param>
/// <param name="Truth">Gets what is there; null where that is not known.</param>
public sealed record RecognizedRecording(
    string Name,
    long Frames,
    double FrameRate,
    IReadOnlyList<ActionInterval> Found,
    IReadOnlyList<ActionInterval>? Truth = null);
