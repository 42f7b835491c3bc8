using System.Threading.RateLimiting;

namespace MsMclr.MLNet.Cli.Serve;

/// <summary>Scores received clips: a few at a time, some waiting, the rest refused.</summary>
internal sealed class ClipScorer : IAsyncDisposable
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

    /// <exception cref="BusyException">Too many are waiting.</exception>
    public async Task<ScoringAnswer> Score(
        string? contentType,
        ReadOnlyMemory<byte> content,
        AnswerChoice choice,
        CancellationToken cancellationToken)
    {
        using var turn = await _turns.AcquireAsync(1, cancellationToken);
        if (!turn.IsAcquired)
            throw new BusyException();
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

    /// <summary>Frees the model once nobody is scored by it any more; where somebody still is, the end of the process does.</summary>
    public async ValueTask DisposeAsync()
    {
        var end = Environment.TickCount64 + (long)(1_000 * _options.StopSeconds);
        while (!FreeIfIdle() && Environment.TickCount64 <= end)
            await Task.Delay(20);
        await _turns.DisposeAsync();
    }

    private bool FreeIfIdle()
    {
        using var all = _turns.AttemptAcquire(_options.Parallel);
        if (all.IsAcquired)
            _model.Dispose();
        return all.IsAcquired;
    }
}
