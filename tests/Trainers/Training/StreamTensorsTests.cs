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
        GoldenEncoder.AssertMatches($"streams/{stream.ToString().ToLowerInvariant()}_A_im_q.npy", StreamTensors.Of(GoldenEncoder.Tensor("small/input_A_im_q.npy"), stream, SkeletonLayout.NtuRgbd));
    }
}
