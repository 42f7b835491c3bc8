using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using MsMclr.MLNet.Cli.Serve.Connections;

namespace MsMclr.MLNet.Cli.Serve.Hosting;

/// <summary>Holds Kestrel, and the clients, to the options.</summary>
internal static class ServiceLimits
{
    // A client that sends ahead fills this, on each of its connections.
    private const int ReadAhead = 1 << 16;

    private static readonly MinDataRate Slowest = new(bytesPerSecond: 1_000, gracePeriod: TimeSpan.FromSeconds(3));

    public static ConnectionLimits Connections(ScoringOptions options)
        => new(options.MaxConnections, options.MaxConnectionsPerAddress, TimeSpan.FromSeconds(options.ReceiveSeconds));

    public static void Limit(KestrelServerOptions server, ScoringOptions options, OpenConnections connections)
    {
        server.AddServerHeader = false;
        server.ConfigureEndpointDefaults(endpoint =>
        {
            connections.Guard(endpoint);
            HalfClosed.Serve(endpoint);
        });
        var limits = server.Limits;
        limits.MaxRequestBodySize = options.MaxBytes;
        limits.MaxRequestBufferSize = ReadAhead;
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(options.IdleSeconds);
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(options.ReceiveSeconds);
        limits.MinRequestBodyDataRate = Slowest;
        limits.MinResponseDataRate = Slowest;
    }

    public static void Limit(SocketTransportOptions sockets) => sockets.MaxReadBufferSize = ReadAhead;

    public static void Limit(RateLimiterOptions limiter, ScoringOptions options)
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        if (options.RequestsPerSecond == 0)
            return;
        limiter.OnRejected = (context, _) =>
        {
            context.HttpContext.Response.Headers.RetryAfter = 1.ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
        var bucket = new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.RequestsPerSecond,
            TokensPerPeriod = options.RequestsPerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        };
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, System.Net.IPAddress>(context =>
        {
            var address = ClientAddress.Of(context.Connection.RemoteIpAddress);
            return RateLimitPartition.GetTokenBucketLimiter(address, _ => bucket);
        });
    }
}
