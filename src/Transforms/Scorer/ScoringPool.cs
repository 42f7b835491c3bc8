using System.Collections.Concurrent;

namespace MsMclr.MLNet.Transforms.Scorer;

/// <summary>Engines over one model that threads take turns with: as many as score at a time, kept for those who come next.</summary>
internal sealed class ScoringPool(Func<ScoringEngine> make, IDisposable? model, int parallel) : IDisposable
{
    private readonly int _parallel = parallel;
    private readonly SemaphoreSlim _turns = new(parallel, parallel);
    private readonly ConcurrentBag<ScoringEngine> _idle = [];
    private int _disposed;

    /// <exception cref="ObjectDisposedException">The pool was disposed.</exception>
    public void RequireOpen() => ObjectDisposedException.ThrowIf(_disposed != 0, typeof(SkeletonScorer));

    /// <summary>Scores a clip when there is a turn.</summary>
    /// <exception cref="ObjectDisposedException">The pool was disposed.</exception>
    public SkeletonPrediction Score(ReadOnlyMemory<float> clip)
    {
        _turns.Wait();
        try
        {
            RequireOpen();
            return ScoreNow(clip);
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

    private SkeletonPrediction ScoreNow(ReadOnlyMemory<float> clip)
    {
        var engine = _idle.TryTake(out var idle) ? idle : make();
        try
        {
            var prediction = engine.Score(clip);
            _idle.Add(engine);
            return prediction;
        }
        catch
        {
            // What was interrupted is given up.
            engine.Dispose();
            throw;
        }
    }
}
