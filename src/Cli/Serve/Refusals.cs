using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace MsMclr.MLNet.Cli.Serve;

/// <summary>Turns what can be wrong with a request into an answer (RFC 9457) that says what, in which line, and what to do. Anything else stays a 500 without details.</summary>
internal sealed class Refusals(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && context.RequestAborted.IsCancellationRequested)
            return true; // Nobody is there to be told.
        var (status, title, detail) = exception switch
        {
            SkeletonFileException bad => (StatusCodes.Status400BadRequest, "The clip cannot be read.", bad.Line > 0 ? $"line {bad.Line}: {bad.Reason}" : bad.Reason),
            UnscorableClipException odd => (StatusCodes.Status422UnprocessableEntity, "The clip cannot be scored.", odd.Message),
            BusyException busy => (StatusCodes.Status503ServiceUnavailable, "The service is busy.", busy.Message),
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => (StatusCodes.Status413PayloadTooLarge, "The clip is too large.", "Send a shorter clip, or start the service with a larger --max-bytes."),
            BadHttpRequestException bad => (bad.StatusCode, "The request is not complete or not valid.", bad.Message),
            _ => default,
        };
        if (status == 0)
            return false;
        context.Response.StatusCode = status;
        if (status == StatusCodes.Status503ServiceUnavailable)
            context.Response.Headers.RetryAfter = "1";
        var details = new ProblemDetails { Status = status, Title = title, Detail = detail };
        if (exception is SkeletonFileException { Line: > 0 } at)
            details.Extensions["line"] = at.Line;
        if (!await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = context, ProblemDetails = details, Exception = exception }))
            return false;
        await context.Response.CompleteAsync(); // Before Kestrel looks for the rest of a request that has none.
        return true;
    }
}
