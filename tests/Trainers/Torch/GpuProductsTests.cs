using Microsoft.ML;
using MsMclr.MLNet.Trainers.Torch;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Tests;

public class GpuProductsTests
{
    [Test]
    public void TF32_is_allowed_for_a_run_that_asks_for_it_and_then_as_it_was_before([Values] TrainingPrecision precision, [Values] bool before)
    {
        var (products, convolutions) = (backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32);
        (backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32) = (before, !before);
        using (new GpuProducts(precision))
            Assert.That((backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32), Is.EqualTo(precision == TrainingPrecision.Full ? (false, false) : (true, true)));
        Assert.That((backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32), Is.EqualTo((before, !before)));
        (backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32) = (products, convolutions);
    }

    [Test]
    public void Runs_at_a_time_share_the_setting_and_the_last_one_puts_it_back()
    {
        var before = (backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32);
        (backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32) = (false, true);
        var (first, second) = (new GpuProducts(TrainingPrecision.Full), new GpuProducts(TrainingPrecision.Full));
        Assert.That(() => new GpuProducts(TrainingPrecision.TensorFloat32), Throws.InvalidOperationException.With.Message.Contains("Precision"));
        first.Dispose();
        Assert.That((backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32), Is.EqualTo((false, false)), "the second still runs");
        second.Dispose();
        Assert.That((backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32), Is.EqualTo((false, true)));
        (backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32) = before;
    }

    [Test]
    public void A_run_on_the_CPU_leaves_the_settings_alone([Values] bool before)
    {
        var (products, convolutions) = (backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32);
        (backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32) = (before, before);
        var during = new List<bool>();
        var (context, options) = (new MLContext(1), PreparedClips.Options(epochs: 1));
        options.Precision = before ? TrainingPrecision.Full : TrainingPrecision.TensorFloat32;
        options.Progress = new Reports<MsMclrProgress>(_ => during.AddRange([backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32]));
        context.SelfSupervised.Trainers.MsMclr(options).Fit(PreparedClips.View(context, 20)).Dispose();
        Assert.That(during, Is.Not.Empty.And.All.EqualTo(before));
        (backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32) = (products, convolutions);
    }
}
