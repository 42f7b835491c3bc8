using System.Threading.RateLimiting;
using MsMclr.MLNet.Cli.Serve.Health;
using MsMclr.MLNet.Cli.Serve.Receiving;

namespace MsMclr.MLNet.Cli.Serve;

/// <summary>Scores received clips: a few at a time, some waiting, the rest refused.</summary>
internal sealed class ClipScorer : IAsyncDisposable, IReadiness
{
    private readonly ScoringModel _model;
    private readonly ClipReader _reader;
    private readonly KnownClips _known;
    private readonly ScoringOptions _options;
    private readonly ConcurrencyLimiter _turns;

    public ClipScorer(ScoringModel model, ClipReader reader, ScoringOptions options)
    {
        _model = model;
        _reader = reader;
        _options = options;
        _known = KnownClips.Load(options, model.FeatureSize);
        _turns = new ConcurrencyLimiter(new ConcurrencyLimiterOptions
        {
            PermitLimit = options.Parallel,
            QueueLimit = options.Queue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
    }

    public int KnownCount => _known.Count;

    public string? Trouble
    {
        get
        {
            var turns = _turns.GetStatistics();
            var isFull = turns is { CurrentAvailablePermits: 0 } && turns.CurrentQueuedCount >= _options.Queue;
            return isFull ? $"As many clips wait as may wait ({_options.Queue})." : null;
        }
    }

    /// <exception cref="BusyException">Too many are waiting.</exception>
    public Task<ScoringAnswer> Score(
        string? contentType,
        ReceivedBytes content,
        AnswerChoice choice,
        CancellationToken cancellationToken)
        => InTurn(() => ScoreNow(contentType, content, choice), cancellationToken);

    /// <summary>Does some work in a turn.</summary>
    /// <exception cref="BusyException">Too many are waiting.</exception>
    public async Task<T> InTurn<T>(Func<T> work, CancellationToken cancellationToken)
    {
        using var turn = await _turns.AcquireAsync(1, cancellationToken);
        if (!turn.IsAcquired)
            throw new BusyException("Too many clips are waiting to be scored; try again in a second.");
        return work();
    }

    /// <summary>Frees the model once nobody is scored by it any more; where somebody still is, the end of the process does.</summary>
    public async ValueTask DisposeAsync()
    {
        var end = Environment.TickCount64 + (long)(1_000 * _options.StopSeconds);
        while (!FreeIfIdle() && Environment.TickCount64 <= end)
            await Task.Delay(20);
        await _turns.DisposeAsync();
    }

    private ScoringAnswer ScoreNow(string? contentType, ReceivedBytes content, AnswerChoice choice)
    {
        var clip = _reader.Read(contentType, content);
        var scores = _model.Score(clip);
        float[] embedding = [.. scores.Embedding];
        var ranked = Enumerable.Range(0, scores.Probabilities.Length).OrderByDescending(action => scores.Probabilities[action]);
        var shape = _model.Shape;
        return new ScoringAnswer(
            scores.Label,
            scores.Confidence,
            [.. ranked.Take(choice.Top).Select(action => new ActionScore(_model.Actions[action], scores.Probabilities[action]))],
            _known.Nearest(embedding, choice.Neighbors),
            embedding,
            Frames: clip.Length / (shape.Bodies * shape.Layout.JointCount * shape.Channels),
            choice.Clip ? ClipFrames.Of(clip, shape) : null);
    }

    private bool FreeIfIdle()
    {
        using var all = _turns.AttemptAcquire(_options.Parallel);
        if (all.IsAcquired)
            _model.Dispose();
        return all.IsAcquired;
    }
}
