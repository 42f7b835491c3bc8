using MsMclr.MLNet.Cli.Serve.Connections;

namespace MsMclr.MLNet.Cli.Serve.Health;

/// <summary>
/// <c>/live</c> answers as long as the process can. <c>/ready</c> also says whether clips should come here. Neither computes anything,
/// and no limit of requests holds for them.
/// </summary>
internal sealed class HealthEndpoints(ServiceHealth health, HealthPace pace)
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public void Map(IEndpointRouteBuilder routes)
    {
        Add("/live", () => null, "Live");
        Add("/ready", health.Trouble, "Ready");
        Add("/health", health.Trouble, "Ready");

        void Add(string path, Func<string?> trouble, string well) => routes
            .MapMethods(path, Methods, (RequestDelegate)(context => Answer(context, trouble, well)))
            .DisableRateLimiting()
            .DisableRequestTimeout()
            .WithMetadata(new AnyHostAttribute());
    }

    private async Task Answer(HttpContext context, Func<string?> trouble, string well)
    {
        await pace.Turn();
        var found = trouble();
        var response = context.Response;
        response.StatusCode = found is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        response.ContentType = "text/plain; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        await response.WriteAsync(found ?? well);
    }
}
