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
}
