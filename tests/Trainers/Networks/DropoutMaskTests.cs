using MsMclr.MLNet.Trainers.Networks;
using MsMclr.MLNet.Trainers.Networks.Cpu;
using MsMclr.MLNet.Trainers.Torch;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Tests;

public class DropoutMaskTests
{
    [TestCase(0.1)]
    [TestCase(0.5)]
    public void Keeps_its_share_and_the_mean(double probability)
    {
        using var scope = NewDisposeScope();
        var dropped = TensorValues.ToArray(new DropoutMask(probability, 3).Apply(ones(1_000_003)));
        Assert.That(dropped.Average(), Is.EqualTo(1).Within(0.01));
        Assert.That(dropped.Count(value => value == 0) / 1_000_003.0, Is.EqualTo(probability).Within(0.003));
    }

    [Test]
    public unsafe void In_the_kernels_each_row_of_a_layer_of_a_step_has_its_own_mask()
    {
        const int Length = 512;
        using var ones = new NativeFloats(Length);
        new Span<float>(ones.Pointer, Length).Fill(1);
        using var dropped = new NativeFloats(Length);
        var mask = new DropoutMask(0.1, 3);
        var seen = new HashSet<string>();
        var kept = 0;
        for (var step = 0; step < 4; step++)
        {
            mask.BeginStep(step);
            for (var layer = 0; layer < 18; layer++)
            {
                var bits = mask.Next();
                for (var row = 0; row < 32; row++)
                {
                    bits.Apply(row, ones.Pointer, dropped.Pointer, Length);
                    var values = new Span<float>(dropped.Pointer, Length).ToArray();
                    seen.Add(string.Concat(values.Select(value => value == 0 ? '0' : '1')));
                    kept += values.Count(value => value != 0);
                }
            }
        }

        Assert.That(seen, Has.Count.EqualTo(4 * 18 * 32));
        Assert.That(kept / (4.0 * 18 * 32 * Length), Is.EqualTo(0.9).Within(0.002));
    }

    [Test]
    public void A_step_repeats_whatever_came_before_it()
    {
        using var scope = NewDisposeScope();
        var early = new DropoutMask(0.5, 3);
        var late = new DropoutMask(0.5, 3);
        late.Apply(ones(77));
        early.BeginStep(9);
        late.BeginStep(9);
        var expected = TensorValues.ToArray(early.Apply(ones(999)));
        Assert.That(TensorValues.ToArray(late.Apply(ones(999))), Is.EqualTo(expected));
    }
}
