using Microsoft.AspNetCore.Http.HttpResults;

namespace MsMclr.MLNet.Cli.Serve.Page;

/// <summary>The page in a browser, and the files that it consists of.</summary>
internal static class PageEndpoints
{
    // The page runs its own files alone, and speaks to this service alone.
    private const string Policy = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string Html = "page.html";

    private static readonly Dictionary<string, string> Types = new()
    {
        [Html] = "text/html; charset=utf-8",
        ["page.css"] = "text/css; charset=utf-8",
        ["live.mjs"] = "text/javascript; charset=utf-8",
        ["page.mjs"] = "text/javascript; charset=utf-8",
        ["player.mjs"] = "text/javascript; charset=utf-8",
        ["service.mjs"] = "text/javascript; charset=utf-8",
        ["taught.mjs"] = "text/javascript; charset=utf-8",
        ["timeline.mjs"] = "text/javascript; charset=utf-8",
    };

    public static void Map(WebApplication app)
    {
        app.MapGet("/", context => Show(context, Html).ExecuteAsync(context));
        foreach (var file in Types.Keys.Where(file => file != Html))
            app.MapGet($"/page/{file}", context => Show(context, file).ExecuteAsync(context));
    }

    private static FileContentHttpResult Show(HttpContext context, string file)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-cache";
        return TypedResults.Bytes(Resource(file), Types[file]);
    }

    private static byte[] Resource(string file)
    {
        using var stream = typeof(PageEndpoints).Assembly.GetManifestResourceStream($"page/{file}")
            ?? throw new InvalidOperationException($"The assembly lacks the resource 'page/{file}'.");
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
