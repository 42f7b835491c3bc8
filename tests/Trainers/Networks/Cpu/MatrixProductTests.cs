using MsMclr.MLNet.Trainers.Networks.Cpu;

namespace MsMclr.MLNet.Tests;

public unsafe class MatrixProductTests
{
    [Test]
    public void It_is_the_sum_of_products_whatever_tiles_it_takes(
        [Range(1, 21)] int rows, [Range(1, 5)] int registers, [Values] bool biased)
        => AssertIsTheProduct(rows, columns: registers * Lanes.Count, taps: 1, depth: 12, stride: 12, tapStride: 0, biased);

    [TestCase(3, 8, 8, 500, Description = "runs that lie apart, as the graph's subsets do")]
    [TestCase(1, 72, 8, 0, Description = "rows that overlap, as those of a convolution do")]
    [TestCase(1, 72, 16, 0, Description = "with a stride of two frames")]
    public void Left_hand_rows_may_lie_anywhere(int taps, int depth, int stride, int tapStride)
        => AssertIsTheProduct(rows: 13, columns: 3 * Lanes.Count, taps, depth, stride, tapStride, biased: true);

    private static void AssertIsTheProduct(int rows, int columns, int taps, int depth, int stride, int tapStride, bool biased)
    {
        var random = new Random(7);
        var a = Values(random, (rows * stride) + (taps * tapStride) + depth);
        var b = Values(random, taps * depth * columns);
        var bias = Values(random, columns);
        var actual = new float[(rows + 1) * columns];
        fixed (float* left = a, right = InPanels(b, taps * depth, columns), added = bias, product = actual)
        {
            var operand = new LeftRows(left, stride, depth, taps, tapStride);
            MatrixProduct.Multiply(operand, right, biased ? added : null, new OutputRows(product, rows, columns));
        }

        for (var i = 0; i < rows * columns; i++)
        {
            var sum = biased ? (double)bias[i % columns] : 0;
            for (var k = 0; k < taps * depth; k++)
                sum += (double)a[(i / columns * stride) + (k / depth * tapStride) + (k % depth)] * b[(k * columns) + (i % columns)];
            Assert.That(actual[i], Is.EqualTo(sum).Within(1e-4), $"row {i / columns}, column {i % columns}");
        }

        Assert.That(actual[(rows * columns)..], Is.All.Zero, "nothing is written after the last row");
    }

    private static float[] InPanels(float[] values, int depth, int columns)
    {
        var panels = new float[values.Length];
        for (var i = 0; i < values.Length; i++)
            panels[Panels.Index(i / columns, i % columns, depth, columns)] = values[i];
        return panels;
    }

    private static float[] Values(Random random, int count)
        => [.. Enumerable.Range(0, count).Select(_ => (float)random.NextDouble() - 0.5f)];
}
