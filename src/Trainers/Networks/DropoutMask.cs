using System.Runtime.InteropServices;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Trainers.Networks.Cpu;
using TorchSharp;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Networks;

/// <summary>
/// Dropout whose masks are a function of (seed, step, layer). On the CPU the mask is made here, from one random bit pattern a
/// value: libtorch's own costs a quarter of the training step.
/// </summary>
internal sealed class DropoutMask(double probability, long seed)
{
    private ulong _state = SplitMix64.Mix((ulong)seed);

    /// <summary>Begins a step: the masks that follow depend on nothing before it.</summary>
    public void BeginStep(long step) => _state = SplitMix64.Mix((ulong)seed ^ SplitMix64.Mix((ulong)step));

    public Tensor Apply(Tensor x)
    {
        if (probability == 0)
            return x;
        if (x.device_type != DeviceType.CPU)
            return nn.functional.dropout(x, probability, training: true);
        using var mask = empty(x.shape, ScalarType.Float32);
        Fill(MemoryMarshal.Cast<byte, float>(mask.bytes));
        return (x * mask).to(x.dtype); // The factor 1 / (1 - p) is not rounded.
    }

    /// <summary>The next layer's dropout, for kernels that make it where they need it.</summary>
    // Mixed, since rows count on in the same steps: as it is, a layer's key would be that of the next row in the layer before.
    public DropoutBits Next() => new(probability, SplitMix64.Next(ref _state));

    private void Fill(Span<float> mask)
    {
        var keep = (float)(1 / (1 - probability));
        var threshold = (uint)(probability * 65536);
        var at = 0;
        while (at < mask.Length)
        {
            var bits = SplitMix64.Next(ref _state);
            for (var end = Math.Min(at + 4, mask.Length); at < end; at++, bits >>= 16)
                mask[at] = (bits & 0xffff) < threshold ? 0 : keep;
        }
    }
}
