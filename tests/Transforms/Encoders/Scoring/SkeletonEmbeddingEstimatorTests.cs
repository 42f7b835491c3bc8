using Microsoft.ML;

namespace MsMclr.MLNet.Tests;

public class SkeletonEmbeddingEstimatorTests
{
    private static readonly float[][] Clips = EmbeddingFixture.Clips(2);
    private string _file = "";

    [OneTimeSetUp]
    public void SaveAnEncoder()
    {
        _file = Path.Combine(TestContext.CurrentContext.WorkDirectory, "estimator.onnx");
        using var embed = EmbeddingFixture.Transformer();
        embed.SaveEncoder(_file);
    }

    // Tests have the CPU build of ONNX Runtime, so a GPU is always missing.
    [TestCase(true, null, true)]
    [TestCase(false, null, false)]
    [TestCase(true, false, false)]
    [TestCase(false, true, true)]
    public void An_option_for_the_device_wins_over_the_context(bool context, bool? option, bool isScored)
    {
        var ml = new MLContext { GpuDeviceId = 0, FallbackToCpu = context };
        var view = EmbeddingFixture.View(Clips);
        using var embed = ml.Transforms.Skeleton.Embed("Features", "Skeleton", _file, fallbackToCpu: option).Fit(view);
        using var loaded = ml.Transforms.Skeleton.LoadEncoder(_file, new EncoderLoadOptions { FallbackToCpu = option });
        foreach (var transformer in new[] { embed, loaded })
        {
            var scored = transformer.Transform(view);
            if (isScored)
                Assert.That(scored.Vectors("Features"), Has.Length.EqualTo(Clips.Length));
            else
                Assert.That(() => scored.Vectors("Features"), Throws.InvalidOperationException.With.Message.Contains("GPU 0"));
        }
    }

    [Test]
    public void Both_overloads_read_the_column_Skeleton_unless_told_otherwise()
    {
        var catalog = new MLContext().Transforms.Skeleton;
        var view = EmbeddingFixture.View(Clips);
        using var expected = EmbeddingFixture.Transformer();
        using var flat = catalog.Embed("Features", null, _file).Fit(view);
        using var withOptions = catalog.Embed(new SkeletonEmbeddingEstimator.Options { ModelFile = _file }).Fit(view);
        foreach (var embed in new[] { flat, withOptions })
            Assert.That(embed.Transform(view).Vectors("Features"), Is.EqualTo(expected.Transform(view).Vectors("Features")));
    }

    [TestCase(0)]
    [TestCase(4097)]
    public void A_batch_size_out_of_range_is_named(int size)
    {
        var options = new SkeletonEmbeddingEstimator.Options { ModelFile = _file, BatchSize = size };
        Assert.That(
            () => new MLContext().Transforms.Skeleton.Embed(options),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains($"BatchSize is {size}; allowed: 1 to 4096"));
    }
}
