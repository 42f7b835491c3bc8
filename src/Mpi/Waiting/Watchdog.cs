using System.Diagnostics;

namespace MsMclr.MLNet.Mpi.Waiting;

/// <summary>Ends a wait that does not end by itself: a rank that hangs, or a cut connection, tells nobody.</summary>
internal sealed class Watchdog : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(250);
    private readonly Action<string> _abort;
    private readonly Timer _timer;
    private readonly Lock _access = new();
    private long _since;
    private string _what = "";

    /// <param name="patience">How long a wait may take.</param>
    /// <param name="abort">Is told what was waited for.</param>
    public Watchdog(TimeSpan patience, Action<string> abort)
    {
        Patience = patience;
        _abort = abort;
        _timer = new(_ => Look(), null, Period, Period);
    }

    /// <summary>Gets how long a wait may take.</summary>
    public TimeSpan Patience { get; }

    /// <summary>Begins to watch a wait, until <see cref="End"/>.</summary>
    public void Begin(int rank, string operation)
    {
        lock (_access)
        {
            _what = $"rank {rank} has not answered in {{0:f0}} s: {operation}";
            _since = Stopwatch.GetTimestamp();
        }
    }

    public void End()
    {
        lock (_access)
            _since = 0;
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        TimeSpan waited;
        string what;
        lock (_access)
        {
            if (_since == 0)
                return;
            waited = Stopwatch.GetElapsedTime(_since);
            what = _what;
        }

        if (waited > Patience)
            _abort(string.Format(System.Globalization.CultureInfo.InvariantCulture, what, waited.TotalSeconds));
    }
}
