namespace MsMclr.MLNet.Transforms.Encoders.Readout;

/// <summary>Successive frames of a feature map.</summary>
/// <param name="First">The first, 0-based.</param>
/// <param name="End">The one after the last.</param>
internal readonly record struct FrameRange(int First, int End);
