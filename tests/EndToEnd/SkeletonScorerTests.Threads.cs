using System.Collections.Concurrent;

namespace MsMclr.MLNet.Tests;

public partial class SkeletonScorerTests
{
    [Test]
    public void Sixty_four_threads_get_no_wrong_answer() => ScoreFromThreads(64, 640);

    [Test]
    [Explicit("A minute or two. The acceptance of the scorer: no wrong answer of 100,000, and memory that does not grow.")]
    public void Sixty_four_threads_get_no_wrong_answer_of_100000() => ScoreFromThreads(64, 100_000);

    [Test]
    public void Disposing_waits_for_those_who_are_scored_and_refuses_those_who_come()
    {
        for (var round = 0; round < 5; round++)
        {
            var own = SkeletonScorer.Load(ModelFile);
            var right = 0;
            var other = new ConcurrentBag<Exception>();
            var threads = Started(32, number =>
            {
                try
                {
                    for (var i = 0; ; i++)
                    {
                        var clip = (number + i) % clips.Length;
                        if (!IsRight(own.Score(clips[clip]), clip))
                            throw new InvalidDataException($"clip {clip}");
                        Interlocked.Increment(ref right);
                    }
                }
                catch (Exception error)
                {
                    other.Add(error);
                }
            });
            SpinWait.SpinUntil(() => right > 40);
            own.Dispose();
            own.Dispose();
            Array.ForEach(threads, thread => thread.Join());
            Assert.That(other, Has.Count.EqualTo(32).And.All.TypeOf<ObjectDisposedException>());
        }
    }

    private static void ScoreFromThreads(int count, int predictions)
    {
        var next = -1;
        var wrong = 0;
        var done = 0;
        var half = 0L;
        var errors = new ConcurrentBag<Exception>();
        var threads = Started(count, _ =>
        {
            try
            {
                for (int i; (i = Interlocked.Increment(ref next)) < predictions;)
                {
                    var clip = i * 7 % clips.Length;
                    if (!IsRight(scorer.Score(clips[clip]), clip))
                        Interlocked.Increment(ref wrong);
                    if (Interlocked.Increment(ref done) == predictions / 2)
                        half = Memory();
                }
            }
            catch (Exception error)
            {
                errors.Add(error);
            }
        });
        Array.ForEach(threads, thread => thread.Join());
        Assert.That(errors, Is.Empty);
        Assert.That((wrong, done), Is.EqualTo((0, predictions)));
        var grown = (Memory() - half) / 1024.0 / 1024;
        TestContext.Out.WriteLine($"{predictions} predictions, {wrong} wrong; the second half took {grown:f1} MiB more");
        Assert.That(grown, Is.LessThan(64));
    }

    private static long Memory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    private static Thread[] Started(int count, Action<int> work)
    {
        Thread[] threads = [.. Enumerable.Range(0, count).Select(number => new Thread(() => work(number)))];
        Array.ForEach(threads, thread => thread.Start());
        return threads;
    }
}
