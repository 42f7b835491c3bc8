using System.Runtime.CompilerServices;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// <see cref="OuterProduct"/> for long sums over wide matrices: the weights' gradient in the frequency domain, with hundreds of positions
/// and 64 to 256 channels on both sides. Each range of rows is summed by itself, and the sums are added as a tree.
/// </summary>
/// <remarks>
/// As they lie, positions of a wide matrix are a power of two apart, and the few sets of the cache that such addresses fall into throw
/// one another out. So 64 positions at a time are copied into the order in which tiles read them. The left-hand part, in groups of four
/// channels, takes up to 64 KB and comes from the second cache. The right-hand part, one panel wide, takes 4 KB (AVX2) and stays in the
/// first. Sums of a range run over its positions in order, as without copying, and <see cref="SumTree"/> adds those of ranges on the way
/// out of the registers.
/// </remarks>
internal static unsafe class PackedOuterProduct
{
    private const int PositionsTogether = 64;

    /// <summary>Computes <c>o[i, n] = sum over t of a[t, i] * d[t, n]</c>.</summary>
    /// <param name="a">The inputs, <c>[positions, channels]</c>.</param>
    /// <param name="d">The gradients, of the same size.</param>
    /// <param name="ranges">The ranges of rows, which follow one another.</param>
    /// <param name="positions">How many positions a row has.</param>
    /// <param name="o">The sum, <c>[channels, channels]</c>.</param>
    /// <param name="pool">Where room for the copies comes from.</param>
    public static void Sum(ChannelRows a, ChannelRows d, RowRange[] ranges, int positions, float* o, FloatPool pool)
    {
        var left = pool.Rent((long)PositionsTogether * a.Channels);
        var right = pool.Rent((long)PositionsTogether * Panels.Columns);
        using var tree = new SumTree(ranges.Length, a.Channels * d.Channels, o, pool);
        foreach (var range in ranges)
        {
            var end = range.End * positions;
            for (var first = range.First * positions; first < end; first += PositionsTogether)
            {
                var count = Math.Min(PositionsTogether, end - first);
                var sum = tree.Sum(range.Index, begins: first == range.First * positions, ends: first + count == end);
                PackLeft(a, first, count, left.Pointer);
                for (var column = 0; column < d.Channels; column += Panels.Columns)
                {
                    PackRight(d, first, count, column, right.Pointer);
                    AddColumns(left.Pointer, right.Pointer, count, a.Channels, d.Channels, column, sum);
                }
            }
        }

        tree.Finish();
        pool.Return(left);
        pool.Return(right);
    }

    // To [channels / 4, positions, 4].
    private static void PackLeft(ChannelRows a, int first, int count, float* left)
    {
        for (var t = 0; t < count; t++)
        {
            var from = a.Values + ((nint)(first + t) * a.Channels);
            for (nint i = 0; i < a.Channels; i += OuterProduct.TileRows)
            {
                var to = left + (i * PositionsTogether) + (t * OuterProduct.TileRows);
                Unsafe.CopyBlockUnaligned(to, from + i, OuterProduct.TileRows * sizeof(float));
            }
        }
    }

    // To [positions, panel], of one panel's columns.
    private static void PackRight(ChannelRows d, int first, int count, int column, float* right)
    {
        var width = Math.Min(Panels.Columns, d.Channels - column);
        for (var t = 0; t < count; t++)
        {
            var from = d.Values + ((nint)(first + t) * d.Channels) + column;
            Unsafe.CopyBlockUnaligned(right + (t * Panels.Columns), from, (uint)(width * sizeof(float)));
        }
    }

    private static void AddColumns(float* left, float* right, int count, int rows, int columns, int column, RangeSum sum)
    {
        for (var row = 0; row < rows; row += OuterProduct.TileRows)
        {
            var tile = left + ((nint)row * PositionsTogether);
            var at = ((nint)row * columns) + column;
            if (column + Panels.Columns <= columns)
                RangeTiles.AddPanel(tile, right, count, sum, at, columns);
            else
                RangeTiles.AddHalfPanel(tile, right, count, sum, at, columns);
        }
    }
}
