namespace MsMclr.MLNet.Transforms.Encoders.Readout;

/// <summary>Successive frames of a feature map.</summary>
/// <param name="First">The first, 0-based.</param>
/// <param name="End">The one after the last.</param>
internal readonly record struct FrameRange(int First, int End)
{
    /// <summary>Divides frames into equal segments, each of one frame at least: neighbors share one where there are too few.</summary>
    public static FrameRange[] Divide(int frames, int count)
    {
        var segments = new FrameRange[count];
        for (var segment = 0; segment < count; segment++)
        {
            var first = segment * frames / count;
            segments[segment] = new(first, Math.Max(first + 1, (segment + 1) * frames / count));
        }

        return segments;
    }
}
