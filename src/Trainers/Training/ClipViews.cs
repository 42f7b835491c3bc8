using System.Runtime.InteropServices;
using MsMclr.MLNet.Trainers.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Training;

/// <summary>Makes what the network sees of clips in memory: their stream, on the device, and the rows that are computed.</summary>
internal sealed class ClipViews(ClipShape shape, SkeletonLayout layout, SkeletonStream stream, bool excludeAbsentBodies, Device device)
{
    /// <summary>A view of clips <c>[N, C, T, V, M]</c>. Its rows are the caller's to dispose, its clips the dispose scope's.</summary>
    public View Of(ReadOnlySpan<float> values, int clips)
    {
        var rows = excludeAbsentBodies ? BodyRows.Present(values, clips, shape, device) : BodyRows.All(shape.Bodies);
        using var memory = empty([clips, shape.Channels, shape.Frames, shape.Joints, shape.Bodies]);
        MemoryMarshal.AsBytes(values[..(clips * shape.Length)]).CopyTo(memory.bytes);
        return new(StreamTensors.WithoutMissing(ToDevice(memory), stream, layout), rows);
    }

    // From pinned memory a GPU fetches by itself, while this thread goes on. The host's cache of pinned blocks knows when it is done
    // with one.
    private Tensor ToDevice(Tensor memory)
    {
        if (device.type != DeviceType.CUDA)
            return memory.to(device).alias();
        using var pinned = memory.pin_memory();
        return pinned.to(ScalarType.Float32, device, non_blocking: true).alias();
    }
}
