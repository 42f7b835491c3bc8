using Microsoft.Extensions.Logging;

namespace MsMclr.MLNet.Fuzzing.Service;

/// <summary>
/// Keeps what is logged as an error, but for Kestrel's word for a body that it cannot read to the end after the request was answered.
/// </summary>
internal sealed class LoggedErrors : ILoggerProvider, ILogger
{
    private const int NotDrained = 67;
    private string? _error;

    /// <summary>The last error, once.</summary>
    public string? Take() => Interlocked.Exchange(ref _error, null);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel) && eventId.Id != NotDrained)
            Interlocked.Exchange(ref _error, $"{formatter(state, exception)} {exception}");
    }

    public void Dispose()
    {
    }
}
