using System.Collections.Concurrent;

namespace MsMclr.MLNet.Tests;

public class EncoderSessionTests
{
    [Test]
    public void Who_scores_while_it_is_disposed_gets_the_right_numbers_or_is_told()
    {
        var clips = EmbeddingFixture.Clips(9);
        var expected = EmbeddingFixture.Oracle(GoldenEncoders.Small(), clips);
        for (var round = 0; round < 20; round++)
        {
            var embed = EmbeddingFixture.Transformer(batchSize: 1);
            var view = embed.Transform(EmbeddingFixture.View(clips));
            var outcomes = new ConcurrentBag<Exception?>();
            using var started = new CountdownEvent(4);
            var threads = Enumerable.Range(0, 4).Select(_ => new Thread(() =>
            {
                started.Signal();
                try
                {
                    for (var pass = 0; pass < 1_000; pass++)
                        Assert.That(embed.Transform(EmbeddingFixture.View(clips)).Vectors("Features"), Is.EqualTo(expected));
                    outcomes.Add(null);
                }
                catch (Exception error)
                {
                    outcomes.Add(error);
                }
            })).ToArray();
            Array.ForEach(threads, thread => thread.Start());
            started.Wait();
            Thread.Sleep(round);
            embed.Dispose();
            Array.ForEach(threads, thread => thread.Join());
            Assert.That(outcomes, Is.All.Null.Or.TypeOf<ObjectDisposedException>());
            Assert.That(() => view.Vectors("Features"), Throws.TypeOf<ObjectDisposedException>());
        }
    }
}
