using System.Numerics;
using static MsMclr.MLNet.Trainers.Networks.Cpu.VectorMath;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// The loops of batch normalization over one row of the batch, <c>[positions, channels]</c>. What needs the whole batch is in
/// <see cref="BatchNorm"/>. In these formulas i is a position and c a channel.
/// </summary>
/// <remarks>
/// Each loop reads a row once or twice, front to back or one register of channels from top to bottom, and writes at most once. What it
/// costs is memory and not arithmetic, so there are no tiles: a row is in cache from the kernel before. <c>CpuEncoderTests</c> compares
/// values, statistics and gradients with PyTorch's formulas in double precision.
/// </remarks>
internal static unsafe class NormKernels
{
    /// <summary>
    /// Computes <c>mean[c] = sum over i of x[i, c] / count</c> and <c>squares[c] = sum over i of (x[i, c] - mean[c])^2</c>.
    /// </summary>
    /// <remarks>
    /// It takes two passes over values that are still in cache. The shorter way, sums of x and of x^2, loses the digits of a small
    /// variance beside a large mean.
    /// </remarks>
    public static void Statistics(ChannelRows x, float* mean, float* squares)
    {
        nint channels = x.Channels;
        for (var c = 0; c < x.Channels; c += Lanes.Count)
        {
            var first = x.Values + c;
            var average = ColumnSums.Sum(x, c, Vector<float>.Zero) / new Vector<float>(x.Count);
            var sum = Vector<float>.Zero;
            for (nint i = 0; i < x.Count; i += ColumnSums.Run)
            {
                var end = first + (Math.Min(i + ColumnSums.Run, x.Count) * channels);
                var part = Vector<float>.Zero;
                for (var p = first + (i * channels); p < end; p += channels)
                {
                    var deviation = Load(p) - average;
                    part = Fma(deviation, deviation, part);
                }

                sum += part;
            }

            Store(mean + c, average);
            Store(squares + c, sum);
        }
    }

    /// <summary>
    /// Computes <c>y[i, c] = scale[c] * x[i, c] + shift[c]</c>, which is batch normalization once the statistics are known, and
    /// <c>max(0, ...)</c> of it with <paramref name="relu"/>.
    /// </summary>
    public static void Normalize(ChannelRows x, float* scale, float* shift, float* y, bool relu)
    {
        var least = relu ? Vector<float>.Zero : new Vector<float>(float.NegativeInfinity);
        var channels = x.Channels;
        var from = x.Values;
        for (var i = 0; i < x.Count; i++, from += channels, y += channels)
        {
            for (var c = 0; c < channels; c += Lanes.Count)
                Store(y + c, Vector.Max(least, Fma(Load(from + c), Load(scale + c), Load(shift + c))));
        }
    }

    /// <summary>
    /// Computes <c>y[i, c] = max(0, y[i, c] + scale[c] * x[i, c] + shift[c])</c>: a normalized residual and the last ReLU.
    /// </summary>
    public static void AddNormalizedRelu(ChannelRows x, float* scale, float* shift, float* y)
    {
        var channels = x.Channels;
        var from = x.Values;
        for (var i = 0; i < x.Count; i++, from += channels, y += channels)
        {
            for (var c = 0; c < channels; c += Lanes.Count)
            {
                var normalized = Fma(Load(from + c), Load(scale + c), Load(shift + c));
                Store(y + c, Vector.Max(Vector<float>.Zero, Load(y + c) + normalized));
            }
        }
    }

    /// <summary>
    /// Computes what the gradient of batch normalization waits for: <c>sums[c] = sum over i of dy[i, c]</c> and
    /// <c>products[c] = sum over i of dy[i, c] * (x[i, c] - mean[c])</c>.
    /// </summary>
    public static void BackwardSums(ChannelRows dy, float* x, float* mean, float* sums, float* products)
    {
        nint channels = dy.Channels;
        for (var c = 0; c < dy.Channels; c += Lanes.Count)
        {
            var average = Load(mean + c);
            var sum = Vector<float>.Zero;
            var product = Vector<float>.Zero;
            for (nint i = 0; i < dy.Count; i += ColumnSums.Run)
            {
                var end = c + (Math.Min(i + ColumnSums.Run, dy.Count) * channels);
                var partSum = Vector<float>.Zero;
                var partProduct = Vector<float>.Zero;
                for (var at = c + (i * channels); at < end; at += channels)
                {
                    var d = Load(dy.Values + at);
                    partSum += d;
                    partProduct = Fma(d, Load(x + at) - average, partProduct);
                }

                sum += partSum;
                product += partProduct;
            }

            Store(sums + c, sum);
            Store(products + c, product);
        }
    }

    /// <summary>
    /// Computes <c>dx[i, c] = a[c] * dy[i, c] + b[c] * x[i, c] + s[c]</c>, the gradient of batch normalization's input once the sums of
    /// the whole batch are known (<see cref="BatchNorm.FinishBackward"/>).
    /// </summary>
    public static void NormBackward(ChannelRows dy, float* x, BatchNorm norm, float* dx)
    {
        var a = norm.GradientScale;
        var b = norm.GradientSlope;
        var s = norm.GradientShift;
        var channels = dy.Channels;
        var from = dy.Values;
        for (var i = 0; i < dy.Count; i++, from += channels, x += channels, dx += channels)
        {
            for (var c = 0; c < channels; c += Lanes.Count)
            {
                var rest = Fma(Load(x + c), Load(b + c), Load(s + c));
                Store(dx + c, Fma(Load(from + c), Load(a + c), rest));
            }
        }
    }
}
