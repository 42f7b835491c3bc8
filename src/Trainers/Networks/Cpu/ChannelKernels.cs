using System.Numerics;
using System.Runtime.CompilerServices;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>Loops over <c>[count, channels]</c> of one row: what BatchNorm, ReLU and dropout need, each in one pass.</summary>
internal static unsafe class ChannelKernels
{
    // Long sums are made of short ones: in one go, each rounds against all that came before it.
    private const int Run = 32;

    /// <summary>Mean and sum of squared deviations of every channel, in two passes: sums of squares would lose what a large mean covers.</summary>
    public static void Moments(float* x, int count, int channels, float* mean, float* squares)
    {
        for (var c = 0; c < channels; c += MatrixKernels.Width)
        {
            var average = Sum(x + c, count, channels, Vector<float>.Zero) / new Vector<float>(count);
            var sum = Vector<float>.Zero;
            for (nint i = 0; i < count; i += Run)
            {
                var part = Vector<float>.Zero;
                for (float* p = x + c + (i * channels), end = x + c + (Math.Min(i + Run, count) * channels); p < end; p += channels)
                {
                    var apart = *(Vector<float>*)p - average;
                    part = Vector.FusedMultiplyAdd(apart, apart, part);
                }

                sum += part;
            }

            *(Vector<float>*)(mean + c) = average;
            *(Vector<float>*)(squares + c) = sum;
        }
    }

    /// <summary><c>y = scale * x + shift</c>, negative values cut off where <paramref name="relu"/>.</summary>
    public static void Affine(float* x, float* scale, float* shift, float* y, int count, int channels, bool relu)
    {
        var least = relu ? Vector<float>.Zero : new Vector<float>(float.NegativeInfinity);
        for (var i = 0; i < count; i++, x += channels, y += channels)
        {
            for (var c = 0; c < channels; c += MatrixKernels.Width)
                *(Vector<float>*)(y + c) = Vector.Max(least, Vector.FusedMultiplyAdd(*(Vector<float>*)(x + c), *(Vector<float>*)(scale + c), *(Vector<float>*)(shift + c)));
        }
    }

    /// <summary><c>y = max(0, y + scale * x + shift)</c>.</summary>
    public static void AddAffineRelu(float* x, float* scale, float* shift, float* y, int count, int channels)
    {
        for (var i = 0; i < count; i++, x += channels, y += channels)
        {
            for (var c = 0; c < channels; c += MatrixKernels.Width)
            {
                var sum = *(Vector<float>*)(y + c) + Vector.FusedMultiplyAdd(*(Vector<float>*)(x + c), *(Vector<float>*)(scale + c), *(Vector<float>*)(shift + c));
                *(Vector<float>*)(y + c) = Vector.Max(Vector<float>.Zero, sum);
            }
        }
    }

    /// <summary><c>y = max(0, y + x)</c>.</summary>
    public static void AddRelu(float* x, float* y, int length)
    {
        for (var i = 0; i < length; i += MatrixKernels.Width)
            *(Vector<float>*)(y + i) = Vector.Max(Vector<float>.Zero, *(Vector<float>*)(y + i) + *(Vector<float>*)(x + i));
    }

    /// <summary><c>y = a * dy + b * x + c</c>, the gradient of BatchNorm once its sums are known.</summary>
    public static void NormGradient(float* dy, float* x, ChannelNorm norm, float* y, int count, int channels)
    {
        float* a = norm.GradientScale, b = norm.GradientSlope, c = norm.GradientShift;
        for (var i = 0; i < count; i++, dy += channels, x += channels, y += channels)
        {
            for (var n = 0; n < channels; n += MatrixKernels.Width)
            {
                var rest = Vector.FusedMultiplyAdd(*(Vector<float>*)(x + n), *(Vector<float>*)(b + n), *(Vector<float>*)(c + n));
                *(Vector<float>*)(y + n) = Vector.FusedMultiplyAdd(*(Vector<float>*)(dy + n), *(Vector<float>*)(a + n), rest);
            }
        }
    }

    /// <summary>Sums over a row of dy and of dy * (x - mean), by channel.</summary>
    public static void GradientSums(float* dy, float* x, float* mean, int count, int channels, float* sums, float* products)
    {
        for (var c = 0; c < channels; c += MatrixKernels.Width)
        {
            var (sum, product, average) = (Vector<float>.Zero, Vector<float>.Zero, *(Vector<float>*)(mean + c));
            for (nint i = 0; i < count; i += Run)
            {
                var (part, productPart) = (Vector<float>.Zero, Vector<float>.Zero);
                for (nint at = c + (i * channels), end = c + (Math.Min(i + Run, count) * channels); at < end; at += channels)
                {
                    var d = *(Vector<float>*)(dy + at);
                    part += d;
                    productPart = Vector.FusedMultiplyAdd(d, *(Vector<float>*)(x + at) - average, productPart);
                }

                sum += part;
                product += productPart;
            }

            *(Vector<float>*)(sums + c) = sum;
            *(Vector<float>*)(products + c) = product;
        }
    }

    /// <summary><c>sums += sum over i of x[i, :]</c>.</summary>
    public static void AddSums(float* x, int count, int channels, float* sums)
    {
        for (var c = 0; c < channels; c += MatrixKernels.Width)
            *(Vector<float>*)(sums + c) = Sum(x + c, count, channels, *(Vector<float>*)(sums + c));
    }

    /// <summary><c>y = bias + sum over i of factors[i] * x[i * stride + :]</c>.</summary>
    public static void Combine(ReadOnlySpan<float> factors, float* x, nint stride, float* bias, float* y, int length)
    {
        var w = MatrixKernels.Width;
        var c = 0;
        for (; c + (4 * w) <= length; c += 4 * w)
        {
            var (s0, s1, s2, s3) = bias == null ? default : (*(Vector<float>*)(bias + c), *(Vector<float>*)(bias + c + w), *(Vector<float>*)(bias + c + (2 * w)), *(Vector<float>*)(bias + c + (3 * w)));
            var p = x + c;
            foreach (var factor in factors)
            {
                var f = new Vector<float>(factor);
                s0 = Vector.FusedMultiplyAdd(f, *(Vector<float>*)p, s0);
                s1 = Vector.FusedMultiplyAdd(f, *(Vector<float>*)(p + w), s1);
                s2 = Vector.FusedMultiplyAdd(f, *(Vector<float>*)(p + (2 * w)), s2);
                s3 = Vector.FusedMultiplyAdd(f, *(Vector<float>*)(p + (3 * w)), s3);
                p += stride;
            }

            *(Vector<float>*)(y + c) = s0;
            *(Vector<float>*)(y + c + w) = s1;
            *(Vector<float>*)(y + c + (2 * w)) = s2;
            *(Vector<float>*)(y + c + (3 * w)) = s3;
        }

        for (; c < length; c += w)
        {
            var s = bias == null ? Vector<float>.Zero : *(Vector<float>*)(bias + c);
            var p = x + c;
            foreach (var factor in factors)
            {
                s = Vector.FusedMultiplyAdd(new Vector<float>(factor), *(Vector<float>*)p, s);
                p += stride;
            }

            *(Vector<float>*)(y + c) = s;
        }
    }

    /// <summary><c>y += factor * x</c>.</summary>
    public static void AddScaled(float* x, float factor, float* y, int length)
    {
        var f = new Vector<float>(factor);
        for (var i = 0; i < length; i += MatrixKernels.Width)
            *(Vector<float>*)(y + i) = Vector.FusedMultiplyAdd(*(Vector<float>*)(x + i), f, *(Vector<float>*)(y + i));
    }

    public static float Dot(float* x, float* y, int length)
    {
        var (even, odd) = (Vector<float>.Zero, Vector<float>.Zero);
        var i = 0;
        for (; i + (2 * MatrixKernels.Width) <= length; i += 2 * MatrixKernels.Width)
        {
            even = Vector.FusedMultiplyAdd(*(Vector<float>*)(x + i), *(Vector<float>*)(y + i), even);
            odd = Vector.FusedMultiplyAdd(*(Vector<float>*)(x + i + MatrixKernels.Width), *(Vector<float>*)(y + i + MatrixKernels.Width), odd);
        }

        for (; i < length; i += MatrixKernels.Width)
            even = Vector.FusedMultiplyAdd(*(Vector<float>*)(x + i), *(Vector<float>*)(y + i), even);
        return Vector.Sum(even + odd);
    }

    /// <summary><c>y = 0 where mask is not above 0</c>.</summary>
    public static void KeepPositive(float* mask, float* y, int length)
    {
        for (var i = 0; i < length; i += MatrixKernels.Width)
        {
            var keep = Vector.GreaterThan(*(Vector<float>*)(mask + i), Vector<float>.Zero);
            *(Vector<float>*)(y + i) = Vector.ConditionalSelect(keep, *(Vector<float>*)(y + i), Vector<float>.Zero);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Sum(float* x, int count, int channels, Vector<float> sum)
    {
        for (nint i = 0; i < count; i += Run)
        {
            var part = Vector<float>.Zero;
            for (float* p = x + (i * channels), end = x + (Math.Min(i + Run, count) * channels); p < end; p += channels)
                part += *(Vector<float>*)p;
            sum += part;
        }

        return sum;
    }
}
