using System.Runtime.ExceptionServices;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Pretraining.Contrast;

/// <summary>
/// Threads that compute the groups of a batch side by side. libtorch works alone in each of them: a group is too small to be divided, and
/// so its bits do not depend on how many threads there are.
/// </summary>
/// <remarks>
/// They live as long as a run, since libtorch's number of threads belongs to a thread, and setting it changes what later ones begin with.
/// </remarks>
internal sealed class GroupThreads : IDisposable
{
    private readonly Worker[] _workers;
    private int _next;

    /// <summary>Starts the threads; one needs none but the caller's.</summary>
    public GroupThreads(int count)
    {
        Count = count;
        if (count == 1)
        {
            _workers = [];
            return;
        }

        var ofLibtorch = get_num_threads();
        _workers = [.. Enumerable.Range(0, count).Select(index => new Worker(index))];
        foreach (var worker in _workers)
            worker.Wait();
        set_num_threads(ofLibtorch);
    }

    /// <summary>Gets how many groups are computed at once.</summary>
    public int Count { get; }

    /// <summary>
    /// Calls <paramref name="work"/> with the number of a thread and every item from 0 to <paramref name="items"/> - 1. Thread i always
    /// has item i.
    /// </summary>
    public void Run(int items, Action<int, int> work)
    {
        if (_workers.Length == 0)
        {
            for (var item = 0; item < items; item++)
                work(0, item);
            return;
        }

        _next = _workers.Length;
        var busy = _workers.AsSpan(0, Math.Min(items, _workers.Length));
        foreach (var worker in busy)
            worker.Begin(thread => RunItems(thread, items, work));
        ExceptionDispatchInfo? failure = null;
        foreach (var worker in busy)
            failure = worker.Wait() ?? failure;
        failure?.Throw();
    }

    public void Dispose()
    {
        foreach (var worker in _workers)
            worker.Dispose();
    }

    private void RunItems(int thread, int items, Action<int, int> work)
    {
        for (var item = thread; item < items; item = Interlocked.Increment(ref _next) - 1)
            work(thread, item);
    }

    private sealed class Worker : IDisposable
    {
        private readonly SemaphoreSlim _begin = new(0);
        private readonly SemaphoreSlim _done = new(0);
        private readonly Thread _thread;
        private readonly int _index;
        private Action<int>? _work;
        private ExceptionDispatchInfo? _failure;

        public Worker(int index)
        {
            _index = index;
            _thread = new(Live) { IsBackground = true, Name = $"MsMclr groups {index}" };
            _thread.Start();
        }

        public void Begin(Action<int> work)
        {
            _work = work;
            _begin.Release();
        }

        // Waits for the end of what was begun, and tells what went wrong.
        public ExceptionDispatchInfo? Wait()
        {
            _done.Wait();
            var failure = _failure;
            _failure = null;
            return failure;
        }

        public void Dispose()
        {
            _work = null;
            _begin.Release();
            _thread.Join();
            _begin.Dispose();
            _done.Dispose();
        }

        private void Live()
        {
            Try(_ => WorkAlone());
            for (_done.Release(), _begin.Wait(); _work is { } work; _done.Release(), _begin.Wait())
                Try(work);
        }

        private void Try(Action<int> work)
        {
            try
            {
                work(_index);
            }
            catch (Exception exception)
            {
                _failure = ExceptionDispatchInfo.Capture(exception);
            }
        }

        // Asking first: a thread that has never been asked takes the number of others over at its first operation.
        private static void WorkAlone()
        {
            _ = get_num_threads();
            set_num_threads(1);
        }
    }
}
