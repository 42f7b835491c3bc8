using static MsMclr.MLNet.Trainers.Networks.Cpu.VectorMath;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// Sums of outer products, <c>a^T d</c>: the gradient of a convolution's weights, where a holds its inputs, d the gradients of its
/// outputs, and the sum goes over positions.
/// </summary>
/// <remarks>
/// A tile is four rows (channels of a) by two registers (channels of d). It stays in registers while all positions pass by: eight sums,
/// two registers of d and one for an element of a, 11 of 16. The four values of a are neighbors in memory, one cache line, and four
/// divides every padded width, so no rows are left over. Checked by <c>OuterProductTests</c>, timed as part of <c>bench -- train</c>.
/// </remarks>
internal static unsafe class OuterProduct
{
    public const int TileRows = 4;

    /// <summary>Computes <c>o[i, n] += sum over g and t of a[g, t, i] * d[g, t, n]</c>.</summary>
    /// <param name="a">The inputs: element (g, t) begins at <c>g * group + t * stride</c>. Elements may overlap.</param>
    /// <param name="d">The gradients, in the same way.</param>
    /// <param name="positions">How many groups g (joints) there are, and positions t (frames) in each.</param>
    /// <param name="o">The sum, <c>[rows, columns]</c>, plain and not in panels.</param>
    public static void Add(PositionRows a, PositionRows d, Positions positions, OutputRows o)
    {
        for (var row = 0; row < o.Count; row += TileRows)
        {
            var left = a.Skip(row);
            var column = 0;
            for (; column + Panels.Columns <= o.Columns; column += Panels.Columns)
                AddPanel(left, d.Skip(column), positions, o.At(row, column), o.Stride);
            if (column < o.Columns)
                AddHalfPanel(left, d.Skip(column), positions, o.At(row, column), o.Stride);
        }
    }

    /// <summary>Adds to four rows of two registers.</summary>
    public static void AddPanel(PositionRows a, PositionRows d, Positions positions, float* o, nint oStride)
    {
        var w = Lanes.Count;
        var aStride = a.Stride;
        var dStride = d.Stride;
        var o1 = o + oStride;
        var o2 = o1 + oStride;
        var o3 = o2 + oStride;
        var c00 = Load(o);
        var c01 = Load(o + w);
        var c10 = Load(o1);
        var c11 = Load(o1 + w);
        var c20 = Load(o2);
        var c21 = Load(o2 + w);
        var c30 = Load(o3);
        var c31 = Load(o3 + w);
        for (var g = 0; g < positions.Groups; g++)
        {
            var p = a.Start + (g * a.Group);
            var q = d.Start + (g * d.Group);
            for (var t = 0; t < positions.Count; t++, p += aStride, q += dStride)
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

    /// <summary>Adds to four rows of one register.</summary>
    public static void AddHalfPanel(PositionRows a, PositionRows d, Positions positions, float* o, nint oStride)
    {
        var aStride = a.Stride;
        var dStride = d.Stride;
        var o1 = o + oStride;
        var o2 = o1 + oStride;
        var o3 = o2 + oStride;
        var c0 = Load(o);
        var c1 = Load(o1);
        var c2 = Load(o2);
        var c3 = Load(o3);
        for (var g = 0; g < positions.Groups; g++)
        {
            var p = a.Start + (g * a.Group);
            var q = d.Start + (g * d.Group);
            for (var t = 0; t < positions.Count; t++, p += aStride, q += dStride)
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
