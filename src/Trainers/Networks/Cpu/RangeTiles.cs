using System.Numerics;
using System.Runtime.CompilerServices;
using static MsMclr.MLNet.Trainers.Networks.Cpu.VectorMath;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// The tiles of <see cref="PackedOuterProduct"/>: those of <see cref="OuterProduct"/>, whose sums begin with 0 or go on, and to which
/// the sums of ranges before are added while they are in registers.
/// </summary>
internal static unsafe class RangeTiles
{
    /// <summary>Adds to four rows of two registers.</summary>
    public static void AddPanel(float* left, float* right, int count, RangeSum sum, nint at, nint stride)
    {
        var w = Lanes.Count;
        var o = sum.To + at;
        var begun = sum.Begins ? null : o;
        var c00 = LoadOrZero(begun, 0);
        var c01 = LoadOrZero(begun, w);
        var c10 = LoadOrZero(begun, stride);
        var c11 = LoadOrZero(begun, stride + w);
        var c20 = LoadOrZero(begun, 2 * stride);
        var c21 = LoadOrZero(begun, (2 * stride) + w);
        var c30 = LoadOrZero(begun, 3 * stride);
        var c31 = LoadOrZero(begun, (3 * stride) + w);
        var p = left;
        var q = right;
        for (var t = 0; t < count; t++, p += OuterProduct.TileRows, q += 2 * w)
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

        var complete = sum.Complete + at;
        for (var i = 0; i < sum.Count; i++, complete += sum.Length)
        {
            c00 += Load(complete);
            c01 += Load(complete + w);
            c10 += Load(complete + stride);
            c11 += Load(complete + stride + w);
            c20 += Load(complete + (2 * stride));
            c21 += Load(complete + (2 * stride) + w);
            c30 += Load(complete + (3 * stride));
            c31 += Load(complete + (3 * stride) + w);
        }

        StoreTwo(o, c00, c01);
        StoreTwo(o + stride, c10, c11);
        StoreTwo(o + (2 * stride), c20, c21);
        StoreTwo(o + (3 * stride), c30, c31);
    }

    /// <summary>Adds to four rows of one register.</summary>
    public static void AddHalfPanel(float* left, float* right, int count, RangeSum sum, nint at, nint stride)
    {
        for (var row = 0; row < OuterProduct.TileRows; row++, at += stride)
        {
            var o = sum.To + at;
            var c = LoadOrZero(sum.Begins ? null : o, 0);
            for (var t = 0; t < count; t++)
                c = Fma(left[(t * OuterProduct.TileRows) + row], Load(right + (t * Panels.Columns)), c);
            for (var i = 0; i < sum.Count; i++)
                c += Load(sum.Complete + (i * sum.Length) + at);
            Store(o, c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreTwo(float* o, Vector<float> first, Vector<float> second)
    {
        Store(o, first);
        Store(o + Lanes.Count, second);
    }
}
