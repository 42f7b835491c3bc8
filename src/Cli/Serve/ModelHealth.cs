using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MsMclr.MLNet.Cli.Serve;

/// <summary>
/// Healthy means: the model gives the clip that it was saved with the scores that its file tells, a made-up clip the very scores that it
/// gave it at the start, and the service is not stopping.
/// </summary>
internal sealed class ModelHealth : IHealthCheck
{
    private const int Frames = 8;
    private readonly ScoringModel _model;
    private readonly IHostApplicationLifetime _lifetime;
    private readonly float[] _clip;
    private readonly ImmutableArray<float> _expected;

    public ModelHealth(ScoringModel model, IHostApplicationLifetime lifetime)
    {
        _model = model;
        _lifetime = lifetime;
        var random = new Random(1);
        var shape = model.Shape;
        var size = Frames * shape.Bodies * shape.Layout.JointCount * shape.Channels;
        _clip = [.. Enumerable.Range(0, size).Select(_ => 0.1f + random.NextSingle())];
        _expected = model.Score(_clip).Probabilities;
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        => Task.FromResult(Check());

    private HealthCheckResult Check()
    {
        if (_lifetime.ApplicationStopping.IsCancellationRequested)
            return HealthCheckResult.Unhealthy("The service is stopping.");
        if (_model.SelfTest() is { } difference)
            return HealthCheckResult.Unhealthy($"The model gives {difference}.");
        if (!_model.Score(_clip).Probabilities.SequenceEqual(_expected))
            return HealthCheckResult.Unhealthy("The model gives other scores than at the start.");
        return HealthCheckResult.Healthy();
    }
}
