using System.Globalization;
using System.Text;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace MsMclr.MLNet.Cli.Serve;

/// <summary>Puts the service together: configuration, limits, endpoints.</summary>
internal static class ScoringApp
{
    private static readonly Dictionary<string, string> Switches = typeof(ScoringOptions).GetProperties()
        .ToDictionary(property => "--" + Dashed(property.Name), property => $"{ScoringOptions.Section}:{property.Name}");

    public static IEnumerable<string> OptionNames => Switches.Keys;

    public static WebApplication Create(string[] args)
    {
        var hosting = new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory };
        var builder = WebApplication.CreateSlimBuilder(hosting);
        builder.Configuration.AddCommandLine(args, Switches);
        var options = (builder.Configuration.GetSection(ScoringOptions.Section).Get<ScoringOptions>() ?? new ScoringOptions()).Checked();
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(server => Limit(server, options));
        var services = builder.Services;
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(options.StopSeconds));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true); // A bad parameter is told like everything else.
        services.AddSingleton(options);

        // Loaded before the first request is accepted, and named in full where it cannot be.
        services.AddSingleton(ScoringModel.Load(options));
        services.AddSingleton<ClipReader>();
        services.AddSingleton<ClipScorer>();
        services.AddSingleton<ModelHealth>();
        services.AddHealthChecks().AddCheck<ModelHealth>("model");
        services.AddProblemDetails();
        services.AddExceptionHandler<Refusals>();
        services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = TimeSpan.FromSeconds(options.TimeoutSeconds),
            TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
        });
        services.AddRateLimiter(limiter => Limit(limiter, options));

        var app = builder.Build();
        app.Services.GetRequiredService<ModelHealth>();
        app.Services.GetRequiredService<ClipScorer>();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseRateLimiter();
        app.UseRequestTimeouts();
        ScoringEndpoints.Map(app);
        return app;
    }

    private static void Limit(KestrelServerOptions server, ScoringOptions options)
    {
        server.AddServerHeader = false;
        server.ConfigureEndpointDefaults(HalfClosed.Serve);
        var limits = server.Limits;
        limits.MaxRequestBodySize = options.MaxBytes;
        limits.MaxConcurrentConnections = options.MaxConnections;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(options.ReceiveSeconds);
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 1_000, gracePeriod: TimeSpan.FromSeconds(3));
        limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 1_000, gracePeriod: TimeSpan.FromSeconds(3));
    }

    private static void Limit(Microsoft.AspNetCore.RateLimiting.RateLimiterOptions limiter, ScoringOptions options)
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
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
        {
            var address = context.Connection.RemoteIpAddress?.ToString() ?? "";
            return RateLimitPartition.GetTokenBucketLimiter(address, _ => bucket);
        });
    }

    // MaxBytes is --max-bytes on the command line.
    private static string Dashed(string name)
    {
        var dashed = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && dashed.Length > 0)
                dashed.Append('-');
            dashed.Append(char.ToLowerInvariant(letter));
        }

        return dashed.ToString();
    }
}
