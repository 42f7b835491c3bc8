namespace MsMclr.MLNet.Cli.Serve.Health;

/// <summary>
/// Answers health checks at once as long as they are few. Of a flood, the rest is answered together a tenth of a second later. Nobody is
/// refused, and those who ask in a loop take no processor from scoring.
/// </summary>
internal sealed class HealthPace
{
    private const int AtOnce = 8;
    private const int WindowMilliseconds = 100;
    private readonly Lock _lock = new();
    private long _end;
    private int _asked;
    private Task? _later;

    /// <summary>Completes when the caller may be answered.</summary>
    public Task Turn()
    {
        lock (_lock)
        {
            var now = Environment.TickCount64;
            if (now >= _end)
            {
                _end = now + WindowMilliseconds;
                _asked = 0;
                _later = null;
            }

            _asked++;
            return _asked <= AtOnce ? Task.CompletedTask : _later ??= Task.Delay((int)(_end - now));
        }
    }
}
