using static TorchSharp.torch;

namespace MsMclr.MLNet;

/// <summary>Makes what the network sees of clips in memory: their stream, on the device, and the rows that are computed.</summary>
internal sealed class ClipViews(ClipShape shape, SkeletonLayout layout, SkeletonStream stream, bool excludeAbsentBodies, Device device)
{
    /// <summary>A view of clips <c>[N, C, T, V, M]</c>. Its rows are the caller's to dispose, its clips the dispose scope's.</summary>
    public View Of(ReadOnlySpan<float> values, int clips)
    {
        var rows = excludeAbsentBodies ? BodyRows.Present(values, clips, shape, device) : BodyRows.All(shape.Bodies);
        using var memory = empty([clips, shape.Channels, shape.Frames, shape.Joints, shape.Bodies]);
        System.Runtime.InteropServices.MemoryMarshal.AsBytes(values[..(clips * shape.Length)]).CopyTo(memory.bytes);
        return new(StreamTensors.Of(memory.to(device).alias(), stream, layout), rows);
    }
}
