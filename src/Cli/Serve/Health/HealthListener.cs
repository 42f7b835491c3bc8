using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using MsMclr.MLNet.Cli.Serve.Connections;

namespace MsMclr.MLNet.Cli.Serve.Health;

/// <summary>
/// Answers health checks at an address of their own, with connections of their own: however many clients the service has, its keeper gets
/// through. It starts before the service takes clips, and ends after the last is answered.
/// </summary>
internal sealed partial class HealthListener(
    string urls,
    ConnectionLimits limits,
    HealthEndpoints endpoints,
    ILogger<HealthListener> log) : IHostedService
{
    private WebApplication? _app;

    /// <summary>Where it listens, once it was started.</summary>
    public IReadOnlyCollection<string> Addresses { get; private set; } = [];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(urls).ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.ConfigureEndpointDefaults(new OpenConnections(limits).Guard);
            server.Limits.MaxRequestBodySize = 0;
            server.Limits.RequestHeadersTimeout = limits.Silence;
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, Kept>();
        _app = builder.Build();
        _app.Use(OpenConnections.Mark);
        endpoints.Map(_app);
        await _app.StartAsync(cancellationToken);
        Addresses = [.. _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses];
        foreach (var address in Addresses)
            LogAddress(address);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_app is null)
            return;
        await _app.StopAsync(cancellationToken);
        await _app.DisposeAsync();
    }

    [LoggerMessage(LogLevel.Information, "Now telling health on: {Address}")]
    private partial void LogAddress(string address);

    /// <summary>It ends when it is told to, and not by a signal that the service is told of, too.</summary>
    private sealed class Kept : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
