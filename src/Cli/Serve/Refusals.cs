using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using MsMclr.MLNet.Cli.Serve.Receiving;

namespace MsMclr.MLNet.Cli.Serve;

/// <summary>
/// Turns what can be wrong with a request into an answer (RFC 9457) that says what, in which line, and what to do. Anything else stays
/// a 500 without details.
/// </summary>
internal sealed class Refusals(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (IsGone(exception, context))
            return true; // Nobody is there to be told.
        if (DetailsOf(exception) is not { } details)
            return false;
        context.Response.StatusCode = details.Status!.Value;
        if (details.Status == StatusCodes.Status503ServiceUnavailable)
            context.Response.Headers.RetryAfter = "1";
        var problem = new ProblemDetailsContext { HttpContext = context, ProblemDetails = details, Exception = exception };
        if (!await problems.TryWriteAsync(problem))
            return false;
        await context.Response.CompleteAsync(); // Before Kestrel looks for the rest of a request that has none.
        return true;
    }

    private static bool IsGone(Exception exception, HttpContext context) => exception switch
    {
        ConnectionResetException or { InnerException: ConnectionAbortedException } => true,
        OperationCanceledException => context.RequestAborted.IsCancellationRequested,
        _ => false,
    };

    private static ProblemDetails? DetailsOf(Exception exception)
    {
        switch (exception)
        {
            case SkeletonFileException bad:
                return Unreadable(bad);
            case SkeletonClipException odd:
                return Details(StatusCodes.Status422UnprocessableEntity, "The clip cannot be scored.", odd.Message);
            case BusyException busy:
                return Details(StatusCodes.Status503ServiceUnavailable, "The service is busy.", busy.Message);
            case OutOfMemoryException or { InnerException: OutOfMemoryException }:
                const string Full = "There is not enough memory for the clip now; try again in a second.";
                return Details(StatusCodes.Status503ServiceUnavailable, "The service is busy.", Full);
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                const string Remedy = "Send a shorter clip, or start the service with a larger --max-bytes.";
                return Details(StatusCodes.Status413PayloadTooLarge, "The clip is too large.", Remedy);
            case BadHttpRequestException bad:
                return Details(bad.StatusCode, "The request is not complete or not valid.", bad.Message);
            default:
                return null;
        }
    }

    private static ProblemDetails Unreadable(SkeletonFileException bad)
    {
        const string Title = "The clip cannot be read.";
        if (bad.Line == 0)
            return Details(StatusCodes.Status400BadRequest, Title, bad.Reason);
        var details = Details(StatusCodes.Status400BadRequest, Title, $"line {bad.Line}: {bad.Reason}");
        details.Extensions["line"] = bad.Line;
        return details;
    }

    private static ProblemDetails Details(int status, string title, string detail)
        => new() { Status = status, Title = title, Detail = detail };
}
