using MsMclr.MLNet.Trainers.Pretraining.Contrast;
using MsMclr.MLNet.Trainers.Pretraining.Watching;

namespace MsMclr.MLNet.Tests;

public class EmbeddingHealthTests
{
    [Test]
    public void Rows_spread_evenly_have_spread_one()
    {
        // Plus and minus every axis: the mean is zero, every direction is used alike.
        static float[] Axis(int row) => [.. Enumerable.Range(0, 8).Select(i => i == row / 2 ? 1f - (2 * (row % 2)) : 0f)];
        var rows = Enumerable.Range(0, 16).SelectMany(Axis).ToArray();
        var health = EmbeddingHealth.Of(rows, 8);
        Assert.That(health.Spread, Is.EqualTo(1).Within(1e-6));
        Assert.That(health.IsCollapsed, Is.False);
    }

    [Test]
    public void Rows_that_are_all_one_point_are_collapsed()
    {
        var health = EmbeddingHealth.Of([.. Enumerable.Repeat(0.5f, 10 * 4)], 4);
        Assert.That((health.Spread, health.IsCollapsed), Is.EqualTo((0d, true)));
    }

    [Test]
    public void A_value_that_is_no_number_is_told() => Assert.That(EmbeddingHealth.Of([1, 0, float.NaN, 1], 2).IsFinite, Is.False);

    [Test]
    public void The_newest_keys_of_a_queue_are_looked_at_across_its_end()
    {
        using var queue = new KeyQueue(2, 5, 1, TorchSharp.torch.CPU);
        using var first = TorchSharp.torch.tensor(new float[] { 1, 0, 1, 0, 1, 0, 1, 0 }, [4, 2]);
        queue.Enqueue(first);
        Assert.That(EmbeddingHealth.Of(queue, 4).IsCollapsed, Is.True, "the random fifth column is not a key");
        using var second = TorchSharp.torch.tensor(new float[] { 0, 1, 1, 0 }, [2, 2]);
        queue.Enqueue(second);
        Assert.That(EmbeddingHealth.Of(queue, 2).Spread, Is.EqualTo(Math.Sqrt(2 * 0.25)).Within(1e-6), "the last column and the first");
        Assert.That(EmbeddingHealth.Of(queue, 9).Spread, Is.EqualTo(Math.Sqrt(2 * 0.16)).Within(1e-6), "all five: one in five differs");
    }
}
