namespace MsMclr.MLNet.Transforms.Encoders.Readout;

/// <summary>What is read of one block.</summary>
/// <param name="Index">The block, 0-based.</param>
/// <param name="Channels">C', the channels of its map.</param>
/// <param name="Frames">T', the frames of its map.</param>
/// <param name="Segments">The segments of time, in order.</param>
internal sealed record BlockReadout(int Index, int Channels, int Frames, IReadOnlyList<FrameRange> Segments);
