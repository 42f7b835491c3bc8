using System.Text;
using Microsoft.AspNetCore.Http.Timeouts;
using MsMclr.MLNet.Cli.Serve.Connections;
using MsMclr.MLNet.Cli.Serve.Health;
using MsMclr.MLNet.Cli.Serve.Receiving;
using MsMclr.MLNet.Cli.Serve.Settings;
using MsMclr.MLNet.Cli.Serve.Streaming;

namespace MsMclr.MLNet.Cli.Serve.Hosting;

/// <summary>Puts the service together: configuration, limits, endpoints.</summary>
internal static class ScoringApp
{
    private static readonly string[] Settings =
        [.. typeof(ScoringOptions).GetProperties().Where(property => property.CanWrite).Select(property => property.Name)];

    private static readonly Dictionary<string, string> Switches = Settings
        .ToDictionary(name => "--" + Dashed(name), name => $"{ScoringOptions.Section}:{name}", StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyCollection<string> OptionNames => Switches.Keys;

    /// <exception cref="ArgumentException">An option is unknown, lacks a value or is out of its range.</exception>
    /// <exception cref="FormatException">The model cannot be loaded, or is not what it was.</exception>
    public static WebApplication Create(string[] args)
    {
        ServiceArguments.Check(args, OptionNames);
        var hosting = new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory };
        var builder = WebApplication.CreateSlimBuilder(hosting);
        builder.Configuration.AddCommandLine(args, Switches);
        var options = OptionsOf(builder.Configuration);
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        var connections = new OpenConnections(ServiceLimits.Connections(options));
        builder.WebHost.ConfigureKestrel(server => ServiceLimits.Limit(server, options, connections)).UseSockets(ServiceLimits.Limit);
        AddServices(builder.Services, options, connections);

        var app = builder.Build();
        RequireHealth(app);
        app.Use(OpenConnections.Mark);
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.Use(new HostFilter(options.AllowedHosts).Check);
        app.UseRateLimiter();
        app.UseRequestTimeouts();
        ScoringEndpoints.Map(app);
        app.Services.GetRequiredService<StreamEndpoint>().Map(app);
        app.Services.GetRequiredService<HealthEndpoints>().Map(app);
        return app;
    }

    private static ScoringOptions OptionsOf(IConfiguration configuration)
    {
        var section = configuration.GetSection(ScoringOptions.Section);
        ServiceSection.Check(section, Settings);
        return (section.Get<ScoringOptions>() ?? new ScoringOptions()).Checked();
    }

    private static void AddServices(IServiceCollection services, ScoringOptions options, OpenConnections connections)
    {
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(options.StopSeconds));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true); // A bad parameter is told like everything else.
        services.AddSingleton(options);
        services.AddSingleton(connections);
        services.AddSingleton(new BodyMemory(options.ReceivedBytesBudget, options.ReceivedBytesOfOneAddress));

        // Loaded before the first request is accepted, and named in full where it cannot be.
        var model = ScoringModel.Load(options);
        services.AddSingleton(model);
        services.AddSingleton<ClipReader>();
        services.AddSingleton<ClipScorer>();
        services.AddSingleton<OpenStreams>();
        services.AddSingleton<StreamEndpoint>();
        services.AddSingleton(_ => ExpectedScores.FirstAnswer(model));
        services.AddSingleton<ModelHealth>();
        services.AddSingleton<SelfTest>();
        services.AddSingleton(HealthOf);
        services.AddSingleton<HealthPace>();
        services.AddSingleton<HealthEndpoints>();
        if (options.HealthUrls is { } urls)
        {
            services.AddSingleton(all => ActivatorUtilities.CreateInstance<HealthListener>(all, urls, ServiceLimits.Connections(options)));
            services.AddHostedService(all => all.GetRequiredService<HealthListener>());
        }

        services.AddHostedService(all => all.GetRequiredService<SelfTest>());
        services.AddHostedService<MemoryRelease>();
        services.AddProblemDetails();
        services.AddExceptionHandler<Refusals>();
        services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = TimeSpan.FromSeconds(options.TimeoutSeconds),
            TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
        });
        services.AddRateLimiter(limiter => ServiceLimits.Limit(limiter, options));
    }

    private static ServiceHealth HealthOf(IServiceProvider all) => new(
        all.GetRequiredService<IHostApplicationLifetime>(),
        [all.GetRequiredService<SelfTest>(), all.GetRequiredService<ClipScorer>()]);

    private static void RequireHealth(WebApplication app)
    {
        app.Services.GetRequiredService<ClipScorer>();
        if (app.Services.GetRequiredService<ModelHealth>().Difference() is { } difference)
            throw new FormatException($"The model gives {difference}.");
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
