using CsCheck;
using MsMclr.MLNet.Transforms.RandomConvolutions;

namespace MsMclr.MLNet.Tests;

public class KernelDilationTests
{
    [Test]
    public void Dilations_grow_from_one_to_the_widest_that_fits_and_share_out_all_thresholds()
        => Gen.Select(Gen.Int[1, 500], Gen.Int[1, 300]).Sample((frames, thresholds) =>
        {
            var dilations = KernelDilation.Spread(frames, thresholds);
            Assert.That(dilations.Sum(dilation => dilation.Thresholds), Is.EqualTo(thresholds));
            Assert.That(dilations.Select(dilation => dilation.Thresholds), Has.All.Positive);
            Assert.That(dilations[0].Step, Is.EqualTo(1));
            Assert.That(dilations.Select(dilation => dilation.Step), Is.Ordered.Ascending.And.Unique);
            Assert.That(dilations[^1].Step, Is.LessThanOrEqualTo(Math.Max(1, (frames - 1) / 8)));
        });

    [Test]
    public void Fifty_frames_have_six_dilations()
        => Assert.That(KernelDilation.Spread(50, 119).Select(dilation => dilation.Step), Is.EqualTo(Enumerable.Range(1, 6)));

    [Test]
    public void There_are_84_kernels_whose_weights_add_up_to_zero()
    {
        var kernels = NaiveConvolutions.Kernels().ToList();
        Assert.That(kernels.Select(weights => weights.Sum()), Has.All.Zero);
        var positions = kernels.Select(weights => Enumerable.Range(0, 9).Where(tap => weights[tap] == 2).ToArray());
        Assert.That(positions.Select(at => new KernelPositions(at[0], at[1], at[2])), Is.EqualTo(KernelPositions.All));
    }
}
