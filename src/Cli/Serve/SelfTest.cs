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
            Tell(await scorer.InTurn(model.Difference, cancellationToken));
        }
        catch (BusyException)
        {
            // The last result stands until there is a turn.
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Tell($"no scores: {error.Message}"); // A test that fails ends no service.
        }
    }

    private void Tell(string? difference)
    {
        var before = _difference;
        _difference = difference;
        if (before is null && difference is not null)
            LogDifference(difference);
        if (before is not null && difference is null)
            LogMended();
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
