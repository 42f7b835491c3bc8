using MsMclr.MLNet.Trainers.Networks.Cpu;

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

    [TestCase(3, 1)]
    [TestCase(64, 2)]
    [TestCase(150, 3)]
    public void Packed_it_adds_the_same(int positions, int registers)
    {
        var random = new Random(7);
        var channels = registers * Lanes.Count;
        var a = Values(random, positions * channels);
        var d = Values(random, positions * channels);
        var before = Values(random, channels * channels);
        var actual = (float[])before.Clone();
        using var pool = new FloatPool();
        fixed (float* left = a, right = d, sum = actual)
        {
            var inputs = new ChannelRows(left, positions, channels);
            PackedOuterProduct.Add(inputs, new ChannelRows(right, positions, channels), sum, pool);
        }

        AssertIsTheSum(before, a, d, positions, actual, channels, channels);
        Assert.That(pool.Rented, Is.Zero, "floats that were not given back");
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
