using System.Numerics.Tensors;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Heads.Ridge;

/// <summary>The products of all rows of a matrix with each other.</summary>
internal static class GramMatrix
{
    private const int RowBlock = 32;
    private const int ColumnBlock = 512; // Two blocks of 32 rows and 512 columns, 256 KiB together, stay in a core's cache.

    /// <summary>A A^T of <c>[count, length]</c>, both halves. The order of summation doesn't depend on threads.</summary>
    public static double[] Of(double[] rows, int count, int length, CancellationToken cancellationToken)
    {
        var gram = new double[count * count];
        var blocks = (count + RowBlock - 1) / RowBlock;
        ParallelRows.For(blocks, reversed =>
        {
            var block = blocks - 1 - reversed; // The longest first.
            cancellationToken.ThrowIfCancellationRequested();
            for (var other = 0; other <= block; other++)
                AddBlock(rows, count, length, block * RowBlock, other * RowBlock, gram);
        });
        return gram;
    }

    private static void AddBlock(double[] rows, int count, int length, int first, int second, double[] gram)
    {
        for (var start = 0; start < length; start += ColumnBlock)
        {
            var size = Math.Min(ColumnBlock, length - start);
            for (var i = first; i < Math.Min(first + RowBlock, count); i++)
            {
                var row = rows.AsSpan((i * length) + start, size);
                for (var j = second; j < Math.Min(second + RowBlock, i + 1); j++)
                    gram[(i * count) + j] += TensorPrimitives.Dot(row, rows.AsSpan((j * length) + start, size));
            }
        }

        for (var i = first; i < Math.Min(first + RowBlock, count); i++)
        {
            for (var j = second; j < Math.Min(second + RowBlock, i + 1); j++)
                gram[(j * count) + i] = gram[(i * count) + j];
        }
    }
}
