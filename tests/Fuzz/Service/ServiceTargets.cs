using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MsMclr.MLNet.Cli.Serve;
using MsMclr.MLNet.Cli.Serve.Hosting;

namespace MsMclr.MLNet.Fuzzing.Service;

/// <summary>The targets of <c>msmclr serve</c>: what it takes, and HTTP itself, spoken to the running service.</summary>
internal sealed class ServiceTargets : IAsyncDisposable
{
    private const string Json = "serve-json";
    private const string Ntu = "serve-ntu";
    private const string Http = "serve-http";
    private const string Body = "{\"frames\":[[[[0.5,1,2]]]]}";
    private const string Post = "POST /score?top=3&neighbors=2 HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

    private readonly WebApplication _app;

    private ServiceTargets(WebApplication app) => _app = app;

    public static IReadOnlyList<string> Names { get; } = [Json, Ntu, Http];

    public IReadOnlyList<FuzzTarget> All { get; private set; } = [];

    /// <summary>Starts the service.</summary>
    /// <param name="folder">Where its model is saved.</param>
    public static async Task<ServiceTargets> Start(string folder)
    {
        var model = Path.Combine(folder, "action.zip");
        ScoredFile.Write(model);
        string[] quiet = ["--Logging:Console:LogLevel:Default", "None"];
        string[] limits = ["--max-bytes", "1000000", "--receive-seconds", "3", "--self-test-seconds", "0.5"];
        var app = ScoringApp.Create(["--model", model, "--urls", "http://127.0.0.1:0", .. limits, .. quiet]);
        await app.StartAsync();
        var errors = new LoggedErrors();
        var services = app.Services;
        services.GetRequiredService<ILoggerFactory>().AddProvider(errors);
        var reader = services.GetRequiredService<ClipReader>();
        var scored = services.GetRequiredService<ScoringModel>();
        return new ServiceTargets(app)
        {
            All =
            [
                new ClipTarget(Json, ClipReader.Json, reader, scored, ScoredFile.Json, FuzzSamples.JsonFrames),
                new ClipTarget(Ntu, ClipReader.Ntu, reader, scored, FuzzSamples.Ntu(2, "\n"), FuzzSamples.Ntu(1, "\r\n")),
                new HttpTarget(Http, new Uri(app.Urls.Single()), errors, [.. Requests().Select(Encoding.Latin1.GetBytes)]),
            ],
        };
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static IEnumerable<string> Requests()
    {
        yield return "GET /model HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\nConnection: keep-alive\r\n\r\n";
        yield return "GET /sample?number=7 HTTP/1.1\r\nHost: 127.0.0.1:5000\r\nUser-Agent: x\r\nCookie: a=b; c=d\r\n\r\n";
        yield return $"{Post}Content-Length: {Body.Length}\r\n\r\n{Body}";
        const string Chunked = $"{Post}Transfer-Encoding: chunked\r\n\r\n";
        yield return $"{Chunked}5;a=b\r\n{Body[..5]}\r\n{Body.Length - 5:x}\r\n{Body[5..]}\r\n0\r\nX: y\r\n\r\n";
        yield return $"{Post}Expect: 100-continue\r\nContent-Encoding: identity\r\nContent-Length: {Body.Length}\r\n\r\n{Body}";
        yield return "GET /live HTTP/1.1\r\nHost: localhost\r\n\r\nGET /ready HTTP/1.1\r\nHost: localhost\r\n\r\nGET / HTTP/1.0\r\n\r\n";
        yield return "OPTIONS * HTTP/1.1\r\nHost: localhost\r\nUpgrade: h2c\r\nConnection: Upgrade\r\nHTTP2-Settings: AAMAAABk\r\n\r\n";
    }
}
