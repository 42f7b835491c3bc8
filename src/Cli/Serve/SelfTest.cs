using MsMclr.MLNet.Cli.Serve.Health;
using MsMclr.MLNet.Cli.Serve.Receiving;

namespace MsMclr.MLNet.Cli.Serve;

/// <summary>Tests the model now and then, in a turn like a clip's, so that health checks need not.</summary>
internal sealed partial class SelfTest(ModelHealth model, ClipScorer scorer, ScoringOptions options, ILogger<SelfTest> log)
    : BackgroundService, IReadiness
{
    private volatile string? _difference;

    public string? Trouble => _difference is { } difference ? $"The model gives {difference}." : null;

    /// <summary>Tests it now.</summary>
    public async Task Run(CancellationToken cancellationToken)
    {
        try
        {
            var before = _difference;
            _difference = await scorer.InTurn(model.Difference, cancellationToken);
            if (before is null && _difference is { } found)
                LogDifference(found);
            if (before is not null && _difference is null)
                LogMended();
        }
        catch (BusyException)
        {
            // The last result stands until there is a turn.
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.SelfTestSeconds == 0)
            return;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.SelfTestSeconds));
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await Run(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The service ends.
        }
    }

    [LoggerMessage(LogLevel.Error, "The self-test fails: the model gives {Difference}.")]
    private partial void LogDifference(string difference);

    [LoggerMessage(LogLevel.Information, "The self-test succeeds again.")]
    private partial void LogMended();
}
