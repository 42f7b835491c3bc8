namespace MsMclr.MLNet.Loaders.Contract;

/// <summary>What the name of a frame's file tells.</summary>
/// <param name="Clip">What the names of all files of its clip begin with.</param>
/// <param name="Number">The frame's number.</param>
internal readonly record struct FrameFile(string Clip, long Number);
