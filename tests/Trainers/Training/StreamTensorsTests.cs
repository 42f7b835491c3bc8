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
}
