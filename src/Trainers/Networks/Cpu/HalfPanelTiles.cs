using static MsMclr.MLNet.Trainers.Networks.Cpu.VectorMath;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// Tiles of <see cref="MatrixProduct"/> that are one register wide: matrices of 8 columns, and the last columns of an odd number of
/// registers. The steps are those of <see cref="PanelTiles"/>.
/// </summary>
/// <remarks>
/// Eight rows, since a multiply-add takes four cycles and two can begin in each: eight sums that do not wait for one another keep the
/// processor busy. More rows would gain nothing, because each needs a load of a[i, k] for its one multiply-add, and loads are what this
/// width is limited by.
/// </remarks>
internal static unsafe class HalfPanelTiles
{
    /// <summary>Computes eight rows.</summary>
    public static void Eight(LeftRows a, float* b, float* bias, float* c, nint cStride)
    {
        var w = Lanes.Count;
        var stride = a.Stride;
        var depth = a.Depth;
        var c0 = LoadOrZero(bias, 0);
        var c1 = c0;
        var c2 = c0;
        var c3 = c0;
        var c4 = c0;
        var c5 = c0;
        var c6 = c0;
        var c7 = c0;
        for (var j = 0; j < a.Taps; j++)
        {
            var p0 = a.Start + (j * a.TapStride);
            var p1 = p0 + stride;
            var p2 = p1 + stride;
            var p3 = p2 + stride;
            var p4 = p3 + stride;
            var p5 = p4 + stride;
            var p6 = p5 + stride;
            var p7 = p6 + stride;
            for (nint k = 0; k < depth; k++, b += w)
            {
                var b0 = Load(b);
                c0 = Fma(p0[k], b0, c0);
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
        c += cStride;
        Store(c, c1);
        c += cStride;
        Store(c, c2);
        c += cStride;
        Store(c, c3);
        c += cStride;
        Store(c, c4);
        c += cStride;
        Store(c, c5);
        c += cStride;
        Store(c, c6);
        c += cStride;
        Store(c, c7);
    }

    /// <summary>Computes two rows.</summary>
    public static void Two(LeftRows a, float* b, float* bias, float* c, nint cStride)
    {
        var w = Lanes.Count;
        var depth = a.Depth;
        var c0 = LoadOrZero(bias, 0);
        var c1 = c0;
        for (var j = 0; j < a.Taps; j++)
        {
            var p0 = a.Start + (j * a.TapStride);
            var p1 = p0 + a.Stride;
            for (nint k = 0; k < depth; k++, b += w)
            {
                var b0 = Load(b);
                c0 = Fma(p0[k], b0, c0);
                c1 = Fma(p1[k], b0, c1);
            }
        }

        Store(c, c0);
        Store(c + cStride, c1);
    }

    /// <summary>Computes one row.</summary>
    public static void One(LeftRows a, float* b, float* bias, float* c)
    {
        var w = Lanes.Count;
        var depth = a.Depth;
        var sum = LoadOrZero(bias, 0);
        for (var j = 0; j < a.Taps; j++)
        {
            var p0 = a.Start + (j * a.TapStride);
            for (nint k = 0; k < depth; k++, b += w)
                sum = Fma(p0[k], Load(b), sum);
        }

        Store(c, sum);
    }
}
