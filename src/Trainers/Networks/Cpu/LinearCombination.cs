using System.Numerics;
using static MsMclr.MLNet.Trainers.Networks.Cpu.VectorMath;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// One vector out of several, weighted: a row of the discrete Fourier transform, applied to frames (13 factors, each a vector of all
/// channels of a frame) or to taps.
/// </summary>
internal static unsafe class LinearCombination
{
    /// <summary>Computes <c>y[c] = bias[c] + sum over i of factors[i] * x[i * stride + c]</c>.</summary>
    /// <param name="factors">One factor for each vector.</param>
    /// <param name="x">The vectors.</param>
    /// <param name="stride">How many floats lie between the beginnings of two vectors.</param>
    /// <param name="bias">What is added, or null.</param>
    /// <param name="y">The result.</param>
    /// <param name="length">How many floats a vector has, a multiple of <see cref="Lanes.Count"/>.</param>
    /// <remarks>
    /// Four registers of channels are summed at a time. Each factor then serves four multiply-adds, and four sums that do not wait for
    /// one another nearly hide the latency of each.
    /// </remarks>
    public static void Compute(ReadOnlySpan<float> factors, float* x, nint stride, float* bias, float* y, int length)
    {
        var w = Lanes.Count;
        var c = 0;
        for (; c + (4 * w) <= length; c += 4 * w)
        {
            var s0 = LoadOrZero(bias, c);
            var s1 = LoadOrZero(bias, c + w);
            var s2 = LoadOrZero(bias, c + (2 * w));
            var s3 = LoadOrZero(bias, c + (3 * w));
            var p = x + c;
            foreach (var factor in factors)
            {
                var f = new Vector<float>(factor);
                s0 = Fma(f, Load(p), s0);
                s1 = Fma(f, Load(p + w), s1);
                s2 = Fma(f, Load(p + (2 * w)), s2);
                s3 = Fma(f, Load(p + (3 * w)), s3);
                p += stride;
            }

            Store(y + c, s0);
            Store(y + c + w, s1);
            Store(y + c + (2 * w), s2);
            Store(y + c + (3 * w), s3);
        }

        for (; c < length; c += w)
        {
            var sum = LoadOrZero(bias, c);
            var p = x + c;
            foreach (var factor in factors)
            {
                sum = Fma(factor, Load(p), sum);
                p += stride;
            }

            Store(y + c, sum);
        }
    }
}
