using MsMclr.MLNet.Trainers.Training;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Tests;

public class StreamTensorsTests
{
    [TestCase(SkeletonStream.Bone)]
    [TestCase(SkeletonStream.Motion)]
    public void A_stream_of_a_batch_is_the_golden_one(SkeletonStream stream)
    {
        using var scope = NewDisposeScope();
        var clips = GoldenEncoder.Tensor("small/input_A_im_q.npy");
        var golden = $"streams/{stream.ToString().ToLowerInvariant()}_A_im_q.npy";
        GoldenEncoder.AssertMatches(golden, StreamTensors.Of(clips, stream, SkeletonLayout.NtuRgbd));
        var stacked = StreamTensors.Of(clips, SkeletonStream.Stacked, SkeletonLayout.NtuRgbd);
        GoldenEncoder.AssertMatches(golden, stacked.narrow(1, 3 * (long)stream, 3));
    }

    [Test]
    public void What_is_missing_is_zero_once_the_stream_is_made([Values] SkeletonStream stream)
    {
        using var scope = NewDisposeScope();
        var clips = GoldenEncoder.Tensor("small/input_A_im_q.npy").clone();
        clips[0, 0, 3, 5, 0] = float.NaN;
        var made = StreamTensors.Of(clips, stream, SkeletonLayout.NtuRgbd);
        var seen = StreamTensors.WithoutMissing(clips, stream, SkeletonLayout.NtuRgbd);
        var isMissing = made.isnan();
        Assert.That(isMissing.any().item<bool>(), Is.True);
        Assert.That(seen.eq(where(isMissing, zeros_like(made), made)).all().item<bool>(), Is.True);
    }
}
