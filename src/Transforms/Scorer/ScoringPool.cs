using System.Collections.Concurrent;

namespace MsMclr.MLNet.Transforms.Scorer;

/// <summary>Engines over one model that threads take turns with: as many as score at a time, kept for those who come next.</summary>
/// <typeparam name="TEngine">What one thread at a time uses.</typeparam>
/// <param name="make">Makes an engine.</param>
/// <param name="model">What is disposed with the pool; null for nothing.</param>
/// <param name="parallel">How many engines are used at the same time.</param>
/// <param name="owner">Whose pool it is, for the exception of one that was disposed.</param>
internal sealed class ScoringPool<TEngine>(Func<TEngine> make, IDisposable? model, int parallel, Type owner) : IDisposable
    where TEngine : IDisposable
{
    private readonly int _parallel = parallel;
    private readonly SemaphoreSlim _turns = new(parallel, parallel);
    private readonly ConcurrentBag<TEngine> _idle = [];
    private int _disposed;

    /// <exception cref="ObjectDisposedException">The pool was disposed.</exception>
    public void RequireOpen() => ObjectDisposedException.ThrowIf(_disposed != 0, owner);

    /// <summary>Uses an engine when there is a turn.</summary>
    /// <exception cref="ObjectDisposedException">The pool was disposed.</exception>
    public TResult Use<TResult>(Func<TEngine, TResult> use)
    {
        _turns.Wait();
        try
        {
            RequireOpen();
            return UseNow(use);
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <summary>Frees engines and model once nobody is scored by them any more.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        for (var turn = 0; turn < _parallel; turn++)
            _turns.Wait();
        foreach (var engine in _idle)
            engine.Dispose();
        model?.Dispose();

        // Those who wait for a turn get it, and find that there is nothing left.
        _turns.Release(_parallel);
    }

    private TResult UseNow<TResult>(Func<TEngine, TResult> use)
    {
        var engine = _idle.TryTake(out var idle) ? idle : make();
        try
        {
            var result = use(engine);
            _idle.Add(engine);
            return result;
        }
        catch
        {
            // What was interrupted is given up.
            engine.Dispose();
            throw;
        }
    }
}
