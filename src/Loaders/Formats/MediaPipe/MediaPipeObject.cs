namespace MsMclr.MLNet.Loaders.Formats.MediaPipe;

/// <summary>What an object turned out to be.</summary>
/// <param name="IsLandmark">Whether it is a landmark, with x and y.</param>
/// <param name="Number">The frame's number, if it has one.</param>
/// <param name="Time">The frame's time, if it has one.</param>
internal readonly record struct MediaPipeObject(bool IsLandmark, long? Number, double? Time);
