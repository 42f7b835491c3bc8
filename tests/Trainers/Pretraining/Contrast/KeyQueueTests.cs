using MsMclr.MLNet.Trainers.Pretraining.Contrast;
using MsMclr.MLNet.Trainers.Torch;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Tests;

public class KeyQueueTests
{
    [Test]
    public void Enqueueing_goes_round_at_the_end_even_within_one_batch()
    {
        using var queue = new KeyQueue(2, 5, 1, CPU);
        queue.Pointer = 3;
        using var keys = tensor(new float[] { 1, 2, 3, 4, 5, 6, 7, 8 }, 4, 2);
        var kept = queue.Keys[0, 2].item<float>();
        queue.Enqueue(keys);
        using var scope = NewDisposeScope();
        Assert.That(TensorValues.ToArray(queue.Keys[0]), Is.EqualTo(new[] { 5, 7, kept, 1, 3 }));
        Assert.That(queue.Pointer, Is.EqualTo(2));
    }
}
