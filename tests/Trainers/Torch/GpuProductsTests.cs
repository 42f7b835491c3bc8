using Microsoft.ML;
using MsMclr.MLNet.Trainers.Torch;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Tests;

public class GpuProductsTests
{
    private Settings _before = null!;

    /// <summary>What libtorch may compute with TF32.</summary>
    private sealed record Settings(bool Products, bool Convolutions)
    {
        public static Settings Now => new(backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32);

        public void Set()
        {
            backends.cuda.matmul.allow_tf32 = Products;
            backends.cudnn.allow_tf32 = Convolutions;
        }
    }

    [SetUp]
    public void Remember() => _before = Settings.Now;

    [TearDown]
    public void PutBack() => _before.Set();

    [Test]
    public void TF32_is_allowed_for_a_run_that_asks_for_it_and_then_as_it_was_before(
        [Values] TrainingPrecision precision, [Values] bool before)
    {
        var mixed = new Settings(before, !before);
        mixed.Set();
        var allowed = precision != TrainingPrecision.Full;
        using (new GpuProducts(precision))
            Assert.That(Settings.Now, Is.EqualTo(new Settings(allowed, allowed)));
        Assert.That(Settings.Now, Is.EqualTo(mixed));
    }

    [Test]
    public void Runs_at_a_time_share_the_setting_and_the_last_one_puts_it_back()
    {
        new Settings(Products: false, Convolutions: true).Set();
        var first = new GpuProducts(TrainingPrecision.Full);
        var second = new GpuProducts(TrainingPrecision.Full);
        var refused = Throws.InvalidOperationException.With.Message.Contains("Precision");
        Assert.That(() => new GpuProducts(TrainingPrecision.TensorFloat32), refused);
        first.Dispose();
        Assert.That(Settings.Now, Is.EqualTo(new Settings(Products: false, Convolutions: false)), "the second still runs");
        second.Dispose();
        Assert.That(Settings.Now, Is.EqualTo(new Settings(Products: false, Convolutions: true)));
    }

    [Test]
    public void A_run_on_the_CPU_leaves_the_settings_alone([Values] bool before)
    {
        new Settings(before, before).Set();
        var during = new List<Settings>();
        var context = new MLContext(1);
        var options = PreparedClips.Options(epochs: 1);
        options.Precision = before ? TrainingPrecision.Full : TrainingPrecision.TensorFloat32;
        options.Progress = new Reports<MsMclrProgress>(_ => during.Add(Settings.Now));
        context.SelfSupervised.Trainers.MsMclr(options).Fit(PreparedClips.View(context, 20)).Dispose();
        Assert.That(during, Is.Not.Empty.And.All.EqualTo(new Settings(before, before)));
    }
}
