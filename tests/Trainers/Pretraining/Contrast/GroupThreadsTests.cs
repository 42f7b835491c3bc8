using System.Collections.Concurrent;
using MsMclr.MLNet.Trainers.Pretraining.Contrast;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Tests;

public class GroupThreadsTests
{
    [Test]
    public void Every_item_is_done_once_and_a_thread_begins_with_its_own([Values(1, 3)] int count)
    {
        using var threads = new GroupThreads(count);
        foreach (var items in new[] { 1, 2, 16 })
        {
            var done = new ConcurrentBag<(int Thread, int Item)>();
            threads.Run(items, (thread, item) => done.Add((thread, item)));
            Assert.That(done.Select(pair => pair.Item).Order(), Is.EqualTo(Enumerable.Range(0, items)));
            for (var thread = 0; thread < Math.Min(count, items); thread++)
                Assert.That(done, Does.Contain((thread, thread)));
        }
    }

    [Test]
    public void What_an_item_throws_is_thrown_to_the_caller_and_the_threads_go_on()
    {
        using var threads = new GroupThreads(2);
        void Fail(int thread, int item)
        {
            if (item == 3)
                throw new InvalidOperationException("three");
        }

        Assert.That(() => threads.Run(8, Fail), Throws.InvalidOperationException.With.Message.EqualTo("three"));
        var done = 0;
        threads.Run(8, (_, _) => Interlocked.Increment(ref done));
        Assert.That(done, Is.EqualTo(8));
    }

    [Test]
    public void Libtorch_works_alone_in_each_and_as_before_elsewhere()
    {
        var before = get_num_threads();
        set_num_threads(3);
        try
        {
            using var threads = new GroupThreads(2);
            var found = new ConcurrentBag<int>();
            threads.Run(2, (_, _) =>
            {
                using var large = ones(1_000_000).add_(1).sum(); // Its first operation may not bring the others' number back.
                found.Add(get_num_threads());
            });
            Assert.That(found, Is.EqualTo(new[] { 1, 1 }));
            Assert.That(get_num_threads(), Is.EqualTo(3));
            var later = 0;
            var thread = new Thread(() => later = get_num_threads());
            thread.Start();
            thread.Join();
            Assert.That(later, Is.EqualTo(3), "a thread that begins later");
        }
        finally
        {
            set_num_threads(before);
        }
    }
}
