using System.Numerics.Tensors;
using MsMclr.MLNet.Trainers.Networks.Cpu;
using MsMclr.MLNet.Trainers.Ranks;

namespace MsMclr.MLNet.Tests;

public unsafe class OuterProductTests
{
    [TestCase(1, 1, 1)]
    [TestCase(2, 7, 3)]
    [TestCase(3, 5, 4)]
    public void It_adds_the_sum_over_all_positions(int groups, int count, int registers)
    {
        var random = new Random(7);
        const int Rows = 12;
        var columns = registers * Lanes.Count;
        var a = Values(random, groups * count * Rows);
        var d = Values(random, groups * count * columns);
        var before = Values(random, Rows * columns);
        var actual = (float[])before.Clone();
        fixed (float* left = a, right = d, sum = actual)
        {
            var inputs = new PositionRows(left, stride: Rows, group: count * Rows);
            var gradients = new PositionRows(right, stride: columns, group: count * columns);
            OuterProduct.Add(inputs, gradients, new Positions(groups, count), new OutputRows(sum, Rows, columns));
        }

        AssertIsTheSum(before, a, d, groups * count, actual, Rows, columns);
    }

    [TestCase(1, 1, 3)]
    [TestCase(2, 1, 64)]
    [TestCase(7, 2, 9)]
    [TestCase(16, 3, 70)]
    public void Packed_it_adds_ranges_as_a_tree(int ranges, int registers, int positions)
    {
        var random = new Random(7);
        var channels = registers * Lanes.Count;
        // Of one row or two, each of so many positions.
        var rows = new RowRange[ranges];
        var end = 0;
        for (var i = 0; i < ranges; i++)
        {
            var first = end;
            end += 1 + (i % 2);
            rows[i] = new(i, first, end);
        }

        var a = Values(random, end * positions * channels);
        var d = Values(random, end * positions * channels);
        var actual = new float[channels * channels];
        Array.Fill(actual, float.NaN); // What was there does not matter.
        using var pool = new FloatPool();
        fixed (float* left = a, right = d, sum = actual)
        {
            var inputs = new ChannelRows(left, end * positions, channels);
            PackedOuterProduct.Sum(inputs, new ChannelRows(right, end * positions, channels), rows, positions, sum, pool);
        }

        AssertIsTheSum(new float[actual.Length], a, d, end * positions, actual, channels, channels);
        Assert.That(pool.Rented, Is.Zero, "floats that were not given back");
        Assert.That(actual, Is.EqualTo(Tree(a, d, rows, positions, channels)), "to the bit");
    }

    // The sums of ranges, each by itself, added afterwards.
    private static float[] Tree(float[] a, float[] d, RowRange[] rows, int positions, int channels)
    {
        var sums = rows.Select(_ => new float[channels * channels]).ToArray();
        fixed (float* left = a, right = d)
        {
            foreach (var range in rows)
            {
                fixed (float* sum = sums[range.Index])
                {
                    var at = (nint)range.First * positions * channels;
                    var count = (range.End - range.First) * positions;
                    var inputs = new PositionRows(left + at, stride: channels);
                    var gradients = new PositionRows(right + at, stride: channels);
                    OuterProduct.Add(inputs, gradients, new Positions(1, count), new OutputRows(sum, channels, channels));
                }
            }
        }

        PairwiseTree.Fold(rows.Length, (into, from) => TensorPrimitives.Add(sums[into], sums[from], sums[into]));
        return sums[0];
    }

    private static void AssertIsTheSum(float[] before, float[] a, float[] d, int positions, float[] actual, int rows, int columns)
    {
        for (var i = 0; i < rows * columns; i++)
        {
            double sum = before[i];
            for (var t = 0; t < positions; t++)
                sum += (double)a[(t * rows) + (i / columns)] * d[(t * columns) + (i % columns)];
            Assert.That(actual[i], Is.EqualTo(sum).Within(1e-4), $"row {i / columns}, column {i % columns}");
        }
    }

    private static float[] Values(Random random, int count)
        => [.. Enumerable.Range(0, count).Select(_ => (float)random.NextDouble() - 0.5f)];
}
