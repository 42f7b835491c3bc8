using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace MsMclr.MLNet.Tests;

/// <summary>Serves a folder, and files beside it that are only in memory.</summary>
internal sealed class SampleServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SampleServer(WebApplication app) => _app = app;

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<SampleServer> Start(string folder, IReadOnlyDictionary<string, byte[]> files)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        app.Run(context => Answer(context, folder, files));
        await app.StartAsync();
        return new SampleServer(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task Answer(HttpContext context, string folder, IReadOnlyDictionary<string, byte[]> files)
    {
        var name = context.Request.Path == "/" ? "index.html" : context.Request.Path.Value![1..];
        context.Response.ContentType = Path.GetExtension(name) switch
        {
            ".html" => "text/html",
            ".mjs" => "text/javascript",
            ".wasm" => "application/wasm",
            _ => "application/octet-stream",
        };
        if (files.TryGetValue(name, out var content))
            await context.Response.Body.WriteAsync(content);
        else if (File.Exists(Path.Combine(folder, name)))
            await context.Response.SendFileAsync(Path.Combine(folder, name));
        else
            context.Response.StatusCode = StatusCodes.Status404NotFound;
    }
}
