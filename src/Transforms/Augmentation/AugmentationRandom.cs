using System.Numerics;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.Augmentation;

namespace MsMclr.MLNet;

/// <summary>
/// Generates the random numbers of one view of one clip. They are a function of (seed, epoch, clip, view) alone, so a run repeats whatever
/// the batch size, the order of the clips or the number of threads, and no two epochs see the same views.
/// </summary>
/// <remarks>
/// xoshiro256** (Blackman and Vigna, 2021), its state mixed from the four numbers by SplitMix64. Integer arithmetic and
/// correctly rounded floating-point operations only: the same numbers on every platform. A mutable value type: pass it by <c>ref</c>.
/// </remarks>
public struct AugmentationRandom
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    private AugmentationRandom(ulong mixed)
    {
        _s0 = SplitMix64.Next(ref mixed);
        _s1 = SplitMix64.Next(ref mixed);
        _s2 = SplitMix64.Next(ref mixed);
        _s3 = SplitMix64.Next(ref mixed);
    }

    /// <summary>Creates the generator of one view.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="epoch">The pass over the data.</param>
    /// <param name="clip">The clip's position in the data set (not in the batch).</param>
    /// <param name="view">Which of the clip's views; any number that differs between them.</param>
    /// <returns>A generator at its beginning.</returns>
    public static AugmentationRandom For(long seed, int epoch, long clip, int view)
    {
        var state = (ulong)seed;
        state = SplitMix64.Next(ref state) + (uint)epoch;
        state = SplitMix64.Next(ref state) + (ulong)clip;
        state = SplitMix64.Next(ref state) + (uint)view;
        return new AugmentationRandom(SplitMix64.Next(ref state));
    }

    /// <summary>Draws 64 random bits.</summary>
    /// <returns>Any value.</returns>
    public ulong NextUInt64()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Draws a uniform number.</summary>
    /// <returns>At least 0, below 1, on a grid of 2^-53.</returns>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Draws a uniform number from an interval.</summary>
    /// <param name="low">The lower end.</param>
    /// <param name="high">The upper end.</param>
    /// <returns>Between <paramref name="low"/> and <paramref name="high"/>.</returns>
    public double NextUniform(double low, double high) => low + ((high - low) * NextDouble());

    /// <summary>Draws a uniform integer.</summary>
    /// <param name="bound">How many values there are, at least 1.</param>
    /// <returns>At least 0, below <paramref name="bound"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bound"/> is below 1.</exception>
    public int NextInt(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        return (int)Math.BigMul(NextUInt64(), (ulong)bound, out _);
    }

    /// <summary>Draws whether something of a given probability happens.</summary>
    /// <param name="probability">From 0 (never) to 1 (always).</param>
    /// <returns>True with that probability.</returns>
    public bool NextChance(double probability) => NextDouble() < probability;

    /// <summary>Fills a span with uniform numbers from 0 (included) to 1 (excluded).</summary>
    /// <param name="destination">What to fill.</param>
    public void FillUniform(Span<float> destination)
    {
        // Two numbers of 24 bits from each draw.
        const float Unit = 1f / (1 << 24);
        for (var i = 0; i < destination.Length; i += 2)
        {
            var bits = NextUInt64();
            destination[i] = (bits >> 40) * Unit;
            if (i + 1 < destination.Length)
                destination[i + 1] = ((bits >> 8) & 0xFFFFFF) * Unit;
        }
    }

    /// <summary>Fills a span with normally distributed numbers of mean 0.</summary>
    /// <param name="destination">What to fill.</param>
    /// <param name="standardDeviation">Their standard deviation.</param>
    public void FillNormal(Span<float> destination, float standardDeviation = 1)
        => new NormalSource(ref this).Fill(destination, standardDeviation);
}
