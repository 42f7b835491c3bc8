using System.Numerics;
using System.Runtime.CompilerServices;
using static MsMclr.MLNet.Trainers.Networks.Cpu.VectorMath;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// Sums over the positions of <see cref="ChannelRows"/>, channel by channel: the gradient of a bias, and the first half of a mean. One
/// register of channels is summed from top to bottom, then the next, so that a sum stays in its register.
/// </summary>
internal static unsafe class ColumnSums
{
    /// <summary>
    /// How many positions are summed by themselves before they are added to the whole. A long sum in one go would round every value
    /// against all that came before it.
    /// </summary>
    public const int Run = 32;

    /// <summary>Computes <c>sums[c] += sum over i of x[i, c]</c>.</summary>
    public static void Add(ChannelRows x, float* sums)
    {
        for (var c = 0; c < x.Channels; c += Lanes.Count)
            Store(sums + c, Sum(x, c, Load(sums + c)));
    }

    /// <summary>Sums one register of channels, beginning with <paramref name="sum"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Sum(ChannelRows x, int channel, Vector<float> sum)
    {
        var first = x.Values + channel;
        nint channels = x.Channels;
        for (nint i = 0; i < x.Count; i += Run)
        {
            var end = first + (Math.Min(i + Run, x.Count) * channels);
            var part = Vector<float>.Zero;
            for (var p = first + (i * channels); p < end; p += channels)
                part += Load(p);
            sum += part;
        }

        return sum;
    }
}
