using static MsMclr.MLNet.Trainers.Networks.Cpu.VectorMath;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// Tiles of <see cref="MatrixProduct"/> that are two registers wide. In each step of the depth k a tile loads two registers of b, and
/// multiplies them with a[i, k] for each of its rows i: <c>c[i, :] += a[i, k] * b[k, :]</c>.
/// </summary>
/// <remarks>
/// Six rows, since six times two sums, two registers of b and one for a[i, k] make 15: AVX2 has 16 registers,
/// and a seventh row would send sums to memory in every step. A step of 12 multiply-adds loads 8 times, so the arithmetic is what takes
/// the time. Two rows and one row do what is left of a matrix's rows.
/// The names are <c>c</c>, row, register.
/// </remarks>
internal static unsafe class PanelTiles
{
    /// <summary>Computes six rows.</summary>
    public static void Six(LeftRows a, float* b, float* bias, float* c, nint cStride)
    {
        var w = Lanes.Count;
        var stride = a.Stride;
        var depth = a.Depth;
        var c00 = LoadOrZero(bias, 0);
        var c01 = LoadOrZero(bias, w);
        var c10 = c00;
        var c11 = c01;
        var c20 = c00;
        var c21 = c01;
        var c30 = c00;
        var c31 = c01;
        var c40 = c00;
        var c41 = c01;
        var c50 = c00;
        var c51 = c01;
        for (var j = 0; j < a.Taps; j++)
        {
            var p0 = a.Start + (j * a.TapStride);
            var p1 = p0 + stride;
            var p2 = p1 + stride;
            var p3 = p2 + stride;
            var p4 = p3 + stride;
            var p5 = p4 + stride;
            for (nint k = 0; k < depth; k++, b += 2 * w)
            {
                var b0 = Load(b);
                var b1 = Load(b + w);
                c00 = Fma(p0[k], b0, c00);
                c01 = Fma(p0[k], b1, c01);
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
        c += cStride;
        Store(c, c10);
        Store(c + w, c11);
        c += cStride;
        Store(c, c20);
        Store(c + w, c21);
        c += cStride;
        Store(c, c30);
        Store(c + w, c31);
        c += cStride;
        Store(c, c40);
        Store(c + w, c41);
        c += cStride;
        Store(c, c50);
        Store(c + w, c51);
    }

    /// <summary>Computes two rows.</summary>
    public static void Two(LeftRows a, float* b, float* bias, float* c, nint cStride)
    {
        var w = Lanes.Count;
        var depth = a.Depth;
        var c00 = LoadOrZero(bias, 0);
        var c01 = LoadOrZero(bias, w);
        var c10 = c00;
        var c11 = c01;
        for (var j = 0; j < a.Taps; j++)
        {
            var p0 = a.Start + (j * a.TapStride);
            var p1 = p0 + a.Stride;
            for (nint k = 0; k < depth; k++, b += 2 * w)
            {
                var b0 = Load(b);
                var b1 = Load(b + w);
                c00 = Fma(p0[k], b0, c00);
                c01 = Fma(p0[k], b1, c01);
                c10 = Fma(p1[k], b0, c10);
                c11 = Fma(p1[k], b1, c11);
            }
        }

        Store(c, c00);
        Store(c + w, c01);
        c += cStride;
        Store(c, c10);
        Store(c + w, c11);
    }

    /// <summary>Computes one row.</summary>
    public static void One(LeftRows a, float* b, float* bias, float* c)
    {
        var w = Lanes.Count;
        var depth = a.Depth;
        var c00 = LoadOrZero(bias, 0);
        var c01 = LoadOrZero(bias, w);
        for (var j = 0; j < a.Taps; j++)
        {
            var p0 = a.Start + (j * a.TapStride);
            for (nint k = 0; k < depth; k++, b += 2 * w)
            {
                c00 = Fma(p0[k], Load(b), c00);
                c01 = Fma(p0[k], Load(b + w), c01);
            }
        }

        Store(c, c00);
        Store(c + w, c01);
    }
}
