using Microsoft.AspNetCore.Http.HttpResults;
using MsMclr.MLNet.Cli.Serve.Page;
using MsMclr.MLNet.Cli.Serve.Receiving;

namespace MsMclr.MLNet.Cli.Serve;

/// <summary>What the service answers.</summary>
internal static class ScoringEndpoints
{
    private const int MostNeighbors = 50;

    public static void Map(WebApplication app)
    {
        PageEndpoints.Map(app);
        app.MapGet("/model", Describe);
        app.MapGet("/sample", MadeUpClips.Make);
        app.MapPost("/score", Score);
    }

    private static async Task<Results<Ok<ScoringAnswer>, ProblemHttpResult>> Score(
        HttpContext context,
        ClipReader reader,
        ClipScorer scorer,
        BodyMemory memory,
        ScoringOptions options,
        int top = 5,
        int neighbors = 5,
        bool clip = false)
    {
        var request = context.Request;
        if (!reader.Takes(request.ContentType))
        {
            return Problem(
                StatusCodes.Status415UnsupportedMediaType,
                $"Content-Type '{request.ContentType}' is not one of {string.Join(", ", reader.ContentTypes)}.");
        }

        if (ContentCoding.Of(request) is { } coding)
        {
            context.Response.Headers.AcceptEncoding = "identity";
            return Problem(
                StatusCodes.Status415UnsupportedMediaType,
                $"The clip is encoded ('{coding}'), and is taken as it is: send it without Content-Encoding.");
        }

        if (top < 1 || neighbors is < 0 or > MostNeighbors)
        {
            return Problem(
                StatusCodes.Status400BadRequest,
                $"top={top}, neighbors={neighbors}: expected top of 1 or more and neighbors from 0 to {MostNeighbors}.");
        }

        using var body = await RequestBody.Receive(request, memory, options.ReceiveSeconds);
        var choice = new AnswerChoice(top, neighbors, clip);
        var answer = await scorer.Score(request.ContentType, body, choice, context.RequestAborted);
        var sentBack = memory.Share(context.Connection.RemoteIpAddress);
        context.Response.RegisterForDispose(sentBack);
        sentBack.Take(ClipFrames.SizeOf(answer.Clip));
        return TypedResults.Ok(answer);
    }

    private static Ok<ModelDescription> Describe(ScoringModel model, ClipReader reader, ClipScorer scorer, ScoringOptions options)
    {
        var shape = model.Shape;
        var layout = shape.Layout;
        return TypedResults.Ok(new ModelDescription(
            model.Name,
            model.Actions,
            layout.Name,
            layout.Joints,
            Bones: [.. layout.Bones.Select(bone => new[] { bone.Child, bone.Parent })],
            Bodies: shape.Bodies,
            Channels: shape.Channels,
            Features: model.FeatureSize,
            Neighbors: scorer.KnownCount,
            reader.ContentTypes,
            options.MaxBytes,
            options.MaxFrames,
            Samples: MadeUpClips.Fit(model)));
    }

    private static ProblemHttpResult Problem(int status, string detail)
        => TypedResults.Problem(detail, statusCode: status);
}
