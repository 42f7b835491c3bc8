using System.Numerics;
using System.Runtime.CompilerServices;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// Products of narrow matrices, written for the sizes of this network: a few dozen rows, 8 to 256 columns, where a general
/// library spends more on its set-up and its reordering than on the product. Widths are multiples of <see cref="Width"/>;
/// left-hand rows may overlap (a convolution is a product whose rows do).
/// </summary>
internal static unsafe class MatrixKernels
{
    /// <summary>Floats in a vector register: all channel counts are padded to it.</summary>
    public static readonly int Width = Vector<float>.Count;

    public static int Padded(int channels) => (channels + Width - 1) / Width * Width;

    /// <summary>Where element (row, column) of a <c>depth x columns</c> right-hand matrix stands: panels of two registers, then one of one.</summary>
    public static long PanelIndex(int row, int column, int depth, int columns)
    {
        var panel = column / (2 * Width);
        var width = Math.Min(2 * Width, columns - (panel * 2 * Width));
        return ((long)panel * 2 * Width * depth) + ((long)row * width) + (column - (panel * 2 * Width));
    }

    /// <summary><c>c[i, :] = bias + sum over taps j and depth k of a[i * stride + j * tapStride + k] * b[j * depth + k, :]</c>; b in panels.</summary>
    public static void Product(float* a, nint stride, int taps, nint tapStride, int depth, float* b, float* bias, float* c, nint cStride, int rows, int columns)
    {
        var panel = 2 * Width;
        var at = 0;
        for (; at + panel <= columns; at += panel, b += (nint)panel * taps * depth)
        {
            var i = 0;
            for (; i + 6 <= rows; i += 6)
                SixByTwo(a + (i * stride), stride, taps, tapStride, depth, b, bias == null ? null : bias + at, c + (i * cStride) + at, cStride);
            for (; i + 2 <= rows; i += 2)
                TwoByTwo(a + (i * stride), stride, taps, tapStride, depth, b, bias == null ? null : bias + at, c + (i * cStride) + at, cStride);
            for (; i < rows; i++)
                OneByTwo(a + (i * stride), taps, tapStride, depth, b, bias == null ? null : bias + at, c + (i * cStride) + at);
        }

        if (at < columns)
        {
            var i = 0;
            for (; i + 8 <= rows; i += 8)
                EightByOne(a + (i * stride), stride, taps, tapStride, depth, b, bias == null ? null : bias + at, c + (i * cStride) + at, cStride);
            for (; i + 2 <= rows; i += 2)
                TwoByOne(a + (i * stride), stride, taps, tapStride, depth, b, bias == null ? null : bias + at, c + (i * cStride) + at, cStride);
            for (; i < rows; i++)
                TwoByOne(a + (i * stride), 0, taps, tapStride, depth, b, bias == null ? null : bias + at, c + (i * cStride) + at, 0);
        }
    }

    /// <summary><c>o[i, n] += sum over groups g and t of a[g * aGroup + t * aStride + i] * d[g * dGroup + t * dStride + n]</c>; o is <c>[m, columns]</c>.</summary>
    public static void Outer(float* a, nint aGroup, nint aStride, float* d, nint dGroup, nint dStride, int groups, int count, int m, int columns, float* o)
    {
        var panel = 2 * Width;
        for (var i = 0; i < m; i += 4)
        {
            var n = 0;
            for (; n + panel <= columns; n += panel)
                OuterFourByTwo(a + i, aGroup, aStride, d + n, dGroup, dStride, groups, count, columns, o + ((nint)i * columns) + n);
            if (n < columns)
                OuterFourByOne(a + i, aGroup, aStride, d + n, dGroup, dStride, groups, count, columns, o + ((nint)i * columns) + n);
        }
    }

    /// <summary><c>o[i, n] += sum over rows t of a[t, i] * d[t, n]</c>, all <paramref name="columns"/> wide: long sums, packed so that strides don't fight over the same cache sets.</summary>
    public static void PackedOuter(float* a, float* d, int rows, int columns, float* o, FloatPool pool)
    {
        const int Together = 64;
        var panel = 2 * Width;
        var left = pool.Rent((long)Together * columns);
        var right = pool.Rent((long)Together * panel);
        for (var first = 0; first < rows; first += Together)
        {
            var count = Math.Min(Together, rows - first);
            for (var t = 0; t < count; t++)
            {
                var from = a + ((nint)(first + t) * columns);
                for (var i = 0; i < columns; i += 4)
                    Unsafe.CopyBlockUnaligned(left.Pointer + ((((nint)i / 4 * Together) + t) * 4), from + i, 4 * sizeof(float));
            }

            for (var n = 0; n < columns; n += panel)
            {
                var width = Math.Min(panel, columns - n);
                for (var t = 0; t < count; t++)
                    Unsafe.CopyBlockUnaligned(right.Pointer + (t * panel), d + ((nint)(first + t) * columns) + n, (uint)(width * sizeof(float)));
                for (nint i = 0; i < columns; i += 4)
                {
                    var target = o + (i * columns) + n;
                    if (width == panel)
                        OuterFourByTwo(left.Pointer + (i * Together), 0, 4, right.Pointer, 0, panel, 1, count, columns, target);
                    else
                        OuterFourByOne(left.Pointer + (i * Together), 0, 4, right.Pointer, 0, panel, 1, count, columns, target);
                }
            }
        }

        pool.Return(left);
        pool.Return(right);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Load(float* p) => *(Vector<float>*)p;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* p, Vector<float> value) => *(Vector<float>*)p = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Fma(float a, Vector<float> b, Vector<float> c) => Vector.FusedMultiplyAdd(new Vector<float>(a), b, c);

    private static void SixByTwo(float* a, nint stride, int taps, nint tapStride, int depth, float* b, float* bias, float* c, nint cStride)
    {
        var w = Width;
        var (s0, s1) = bias == null ? (Vector<float>.Zero, Vector<float>.Zero) : (Load(bias), Load(bias + w));
        var (c00, c10, c20, c30, c40, c50) = (s0, s0, s0, s0, s0, s0);
        var (c01, c11, c21, c31, c41, c51) = (s1, s1, s1, s1, s1, s1);
        for (var j = 0; j < taps; j++)
        {
            float* p = a + (j * tapStride), p1 = p + stride, p2 = p1 + stride, p3 = p2 + stride, p4 = p3 + stride, p5 = p4 + stride;
            for (nint k = 0; k < depth; k++, b += 2 * w)
            {
                var b0 = Load(b);
                var b1 = Load(b + w);
                c00 = Fma(p[k], b0, c00);
                c01 = Fma(p[k], b1, c01);
                c10 = Fma(p1[k], b0, c10);
                c11 = Fma(p1[k], b1, c11);
                c20 = Fma(p2[k], b0, c20);
                c21 = Fma(p2[k], b1, c21);
                c30 = Fma(p3[k], b0, c30);
                c31 = Fma(p3[k], b1, c31);
                c40 = Fma(p4[k], b0, c40);
                c41 = Fma(p4[k], b1, c41);
                c50 = Fma(p5[k], b0, c50);
                c51 = Fma(p5[k], b1, c51);
            }
        }

        Store(c, c00);
        Store(c + w, c01);
        Store(c += cStride, c10);
        Store(c + w, c11);
        Store(c += cStride, c20);
        Store(c + w, c21);
        Store(c += cStride, c30);
        Store(c + w, c31);
        Store(c += cStride, c40);
        Store(c + w, c41);
        Store(c += cStride, c50);
        Store(c + w, c51);
    }

    private static void TwoByTwo(float* a, nint stride, int taps, nint tapStride, int depth, float* b, float* bias, float* c, nint cStride)
    {
        var w = Width;
        var (c00, c01) = bias == null ? (Vector<float>.Zero, Vector<float>.Zero) : (Load(bias), Load(bias + w));
        var (c10, c11) = (c00, c01);
        for (var j = 0; j < taps; j++)
        {
            float* p = a + (j * tapStride), p1 = p + stride;
            for (nint k = 0; k < depth; k++, b += 2 * w)
            {
                var b0 = Load(b);
                var b1 = Load(b + w);
                c00 = Fma(p[k], b0, c00);
                c01 = Fma(p[k], b1, c01);
                c10 = Fma(p1[k], b0, c10);
                c11 = Fma(p1[k], b1, c11);
            }
        }

        Store(c, c00);
        Store(c + w, c01);
        Store(c += cStride, c10);
        Store(c + w, c11);
    }

    private static void OneByTwo(float* a, int taps, nint tapStride, int depth, float* b, float* bias, float* c)
    {
        var w = Width;
        var (c00, c01) = bias == null ? (Vector<float>.Zero, Vector<float>.Zero) : (Load(bias), Load(bias + w));
        for (var j = 0; j < taps; j++)
        {
            var p = a + (j * tapStride);
            for (nint k = 0; k < depth; k++, b += 2 * w)
            {
                c00 = Fma(p[k], Load(b), c00);
                c01 = Fma(p[k], Load(b + w), c01);
            }
        }

        Store(c, c00);
        Store(c + w, c01);
    }

    private static void EightByOne(float* a, nint stride, int taps, nint tapStride, int depth, float* b, float* bias, float* c, nint cStride)
    {
        var w = Width;
        var s = bias == null ? Vector<float>.Zero : Load(bias);
        var (c0, c1, c2, c3, c4, c5, c6, c7) = (s, s, s, s, s, s, s, s);
        for (var j = 0; j < taps; j++)
        {
            float* p = a + (j * tapStride), p1 = p + stride, p2 = p1 + stride, p3 = p2 + stride, p4 = p3 + stride, p5 = p4 + stride, p6 = p5 + stride, p7 = p6 + stride;
            for (nint k = 0; k < depth; k++, b += w)
            {
                var b0 = Load(b);
                c0 = Fma(p[k], b0, c0);
                c1 = Fma(p1[k], b0, c1);
                c2 = Fma(p2[k], b0, c2);
                c3 = Fma(p3[k], b0, c3);
                c4 = Fma(p4[k], b0, c4);
                c5 = Fma(p5[k], b0, c5);
                c6 = Fma(p6[k], b0, c6);
                c7 = Fma(p7[k], b0, c7);
            }
        }

        Store(c, c0);
        Store(c += cStride, c1);
        Store(c += cStride, c2);
        Store(c += cStride, c3);
        Store(c += cStride, c4);
        Store(c += cStride, c5);
        Store(c += cStride, c6);
        Store(c += cStride, c7);
    }

    private static void TwoByOne(float* a, nint stride, int taps, nint tapStride, int depth, float* b, float* bias, float* c, nint cStride)
    {
        var w = Width;
        var c0 = bias == null ? Vector<float>.Zero : Load(bias);
        var c1 = c0;
        for (var j = 0; j < taps; j++)
        {
            float* p = a + (j * tapStride), p1 = p + stride;
            for (nint k = 0; k < depth; k++, b += w)
            {
                var b0 = Load(b);
                c0 = Fma(p[k], b0, c0);
                c1 = Fma(p1[k], b0, c1);
            }
        }

        Store(c, c0);
        Store(c + cStride, c1);
    }

    private static void OuterFourByTwo(float* a, nint aGroup, nint aStride, float* d, nint dGroup, nint dStride, int groups, int count, nint oStride, float* o)
    {
        var w = Width;
        float* o1 = o + oStride, o2 = o1 + oStride, o3 = o2 + oStride;
        var (c00, c01, c10, c11) = (Load(o), Load(o + w), Load(o1), Load(o1 + w));
        var (c20, c21, c30, c31) = (Load(o2), Load(o2 + w), Load(o3), Load(o3 + w));
        for (var g = 0; g < groups; g++)
        {
            float* p = a + (g * aGroup), q = d + (g * dGroup);
            for (var t = 0; t < count; t++, p += aStride, q += dStride)
            {
                var d0 = Load(q);
                var d1 = Load(q + w);
                c00 = Fma(p[0], d0, c00);
                c01 = Fma(p[0], d1, c01);
                c10 = Fma(p[1], d0, c10);
                c11 = Fma(p[1], d1, c11);
                c20 = Fma(p[2], d0, c20);
                c21 = Fma(p[2], d1, c21);
                c30 = Fma(p[3], d0, c30);
                c31 = Fma(p[3], d1, c31);
            }
        }

        Store(o, c00);
        Store(o + w, c01);
        Store(o1, c10);
        Store(o1 + w, c11);
        Store(o2, c20);
        Store(o2 + w, c21);
        Store(o3, c30);
        Store(o3 + w, c31);
    }

    private static void OuterFourByOne(float* a, nint aGroup, nint aStride, float* d, nint dGroup, nint dStride, int groups, int count, nint oStride, float* o)
    {
        float* o1 = o + oStride, o2 = o1 + oStride, o3 = o2 + oStride;
        var (c0, c1, c2, c3) = (Load(o), Load(o1), Load(o2), Load(o3));
        for (var g = 0; g < groups; g++)
        {
            float* p = a + (g * aGroup), q = d + (g * dGroup);
            for (var t = 0; t < count; t++, p += aStride, q += dStride)
            {
                var d0 = Load(q);
                c0 = Fma(p[0], d0, c0);
                c1 = Fma(p[1], d0, c1);
                c2 = Fma(p[2], d0, c2);
                c3 = Fma(p[3], d0, c3);
            }
        }

        Store(o, c0);
        Store(o1, c1);
        Store(o2, c2);
        Store(o3, c3);
    }
}
