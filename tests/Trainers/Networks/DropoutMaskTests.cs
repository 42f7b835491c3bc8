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
    public void A_step_repeats_whatever_came_before_it()
    {
        using var scope = NewDisposeScope();
        var (early, late) = (new DropoutMask(0.5, 3), new DropoutMask(0.5, 3));
        late.Apply(ones(77));
        early.BeginStep(9);
        late.BeginStep(9);
        Assert.That(TensorValues.ToArray(late.Apply(ones(999))), Is.EqualTo(TensorValues.ToArray(early.Apply(ones(999)))));
    }
}
