using MsMclr.MLNet.Trainers.Networks.Cpu;

namespace MsMclr.MLNet.Tests;

public unsafe class DropoutBitsTests
{
    private const int Length = 64;

    [Test]
    public void What_is_dropped_depends_on_the_row_in_the_whole_batch()
    {
        // Rank 1 of 2, which has two clips of two bodies; the second body of its first clip is absent.
        var masks = ThreadRanks.Run(2, rank => new BatchRows([0, 2, 3], clips: 2, bodies: 2, rank).Numbers);
        Assert.That(masks[0], Is.EqualTo(new[] { 0, 2, 3 }));
        Assert.That(masks[1], Is.EqualTo(new[] { 4, 6, 7 }));
        var whole = new BatchRows([0, 2, 3, 4, 6, 7], clips: 4, bodies: 2, Communicator.None).Numbers;
        for (var row = 0; row < 3; row++)
            Assert.That(Dropped(masks[1], row), Is.EqualTo(Dropped(whole, 3 + row)));
        Assert.That(Dropped(whole, 0), Is.Not.EqualTo(Dropped(whole, 1)));
    }

    private static float[] Dropped(int[] numbers, int row)
    {
        var values = new float[Length];
        Array.Fill(values, 1);
        var bits = new DropoutBits(0.5, key: 7) { Numbers = numbers };
        fixed (float* x = values)
            bits.Apply(row, x, x, Length);
        return values;
    }
}
