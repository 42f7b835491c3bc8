using System.Net.WebSockets;
using Microsoft.AspNetCore.Http.HttpResults;
using MsMclr.MLNet.Cli.Serve.Receiving;

namespace MsMclr.MLNet.Cli.Serve.Streaming;

/// <summary><c>/stream</c>, a WebSocket that takes frames as they come and tells what is done in them.</summary>
internal sealed class StreamEndpoint(
    ScoringModel model,
    ClipScorer scorer,
    OpenStreams streams,
    BodyMemory memory,
    ScoringOptions options,
    IHostApplicationLifetime lifetime)
{
    // Finds out that a client is gone that says nothing.
    private static readonly WebSocketOptions Beat = new()
    {
        KeepAliveInterval = TimeSpan.FromSeconds(15),
        KeepAliveTimeout = TimeSpan.FromSeconds(15),
    };

    public void Map(WebApplication app)
    {
        app.UseWebSockets(Beat);
        app.MapGet("/stream", (HttpContext context, [AsParameters] StreamQuery query) => Open(context, query)).DisableRequestTimeout();
    }

    private async Task<IResult> Open(HttpContext context, StreamQuery query)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.Headers.Upgrade = "websocket";
            return Problem(StatusCodes.Status426UpgradeRequired, "/stream is a WebSocket: GET ws://.../stream with an upgrade.");
        }

        if (!IsOwnPage(context.Request))
            return Problem(StatusCodes.Status403Forbidden, $"A page of {context.Request.Headers.Origin} may not open streams here.");
        try
        {
            using var place = streams.Open(context.Connection.RemoteIpAddress);
            var settings = query.Options();
            using var recognizer = model.Recognizer(settings);
            if (recognizer.WindowFrames > options.MaxFrames)
            {
                var told = $"A window has {recognizer.WindowFrames} frames, more than the {options.MaxFrames} of --max-frames.";
                return Problem(StatusCodes.Status400BadRequest, told);
            }

            using var share = memory.Share(context.Connection.RemoteIpAddress);
            share.Take(StreamMemory.OfStream(model.Shape, options, settings, recognizer.WindowFrames));
            await Run(context, recognizer);
            return Results.Empty;
        }
        catch (TooManyStreamsException many)
        {
            context.Response.Headers.RetryAfter = "1";
            return Problem(StatusCodes.Status429TooManyRequests, many.Message);
        }
        catch (ArgumentException wrong)
        {
            return Problem(StatusCodes.Status400BadRequest, wrong.Message.Split(" (Parameter ", 2)[0]);
        }
    }

    private async Task Run(HttpContext context, ActionRecognizer recognizer)
    {
        var accepted = await context.WebSockets.AcceptWebSocketAsync();
        using var socket = new StreamSocket(accepted, StreamMemory.OfMessage(model.Shape, options), options);
        try
        {
            var stream = new LiveStream(recognizer, socket, scorer, model.Shape, options.MaxBodies);
            await stream.Run(context.RequestAborted, lifetime.ApplicationStopping);
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The client is gone, or did not read what it was told. Nobody is there to hear of it.
        }
    }

    // Browsers let any page open a WebSocket anywhere, and say in Origin which it is. Programs send none.
    private static bool IsOwnPage(HttpRequest request)
    {
        string? origin = request.Headers.Origin;
        if (string.IsNullOrEmpty(origin))
            return true;
        var isAddress = Uri.TryCreate(origin, UriKind.Absolute, out var page);
        return isAddress && page!.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }

    private static ProblemHttpResult Problem(int status, string detail) => TypedResults.Problem(detail, statusCode: status);
}
