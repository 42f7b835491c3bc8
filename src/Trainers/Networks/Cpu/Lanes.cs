using System.Numerics;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// The floats that one vector register holds: 8 with AVX2, 4 with SSE or NEON. Every number of channels is rounded up to a multiple of
/// them and the rest is zeros, so that no kernel needs a loop for what is left over.
/// </summary>
internal static class Lanes
{
    /// <summary>Gets how many floats a register holds. The compiler knows it as a constant.</summary>
    public static int Count => Vector<float>.Count;

    /// <summary>Rounds a number of channels up to whole registers.</summary>
    public static int RoundUp(int channels) => (channels + Count - 1) / Count * Count;
}
