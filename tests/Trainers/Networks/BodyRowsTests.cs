using MsMclr.MLNet.Trainers.Networks;
using MsMclr.MLNet.Trainers.Torch;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Tests;

public class BodyRowsTests
{
    [Test]
    public void Absent_bodies_are_left_out_of_rows_and_of_the_mean()
    {
        var shape = new ClipShape(1, 1, 1, 2);
        using var scope = NewDisposeScope();
        using var rows = BodyRows.Present([1, 0, 2, 3, 0, 0, 0, 4], 4, shape, CPU);
        var selected = rows.Select(tensor(new float[] { 10, 11, 12, 13, 14, 15, 16, 17 }, 8, 1));
        Assert.That(TensorValues.ToArray(selected), Is.EqualTo(new float[] { 10, 12, 13, 14, 17 }));
        Assert.That(TensorValues.ToArray(rows.Pool(selected)), Is.EqualTo(new[] { 10, 12.5f, 14, 17 }));
    }

    [Test]
    public void All_rows_are_averaged_by_clip()
    {
        using var scope = NewDisposeScope();
        Assert.That(TensorValues.ToArray(BodyRows.All(2).Pool(tensor(new float[] { 1, 3, 5, 9 }, 4, 1))), Is.EqualTo(new float[] { 2, 7 }));
    }
}
