namespace MsMclr.MLNet.Cli.Serve;

/// <summary>Codings of a request's body, which the service does not undo: a small body may become a huge one.</summary>
internal static class ContentCoding
{
    /// <summary>The first coding that would have to be undone; null if the body is as its type says.</summary>
    public static string? Of(HttpRequest request)
    {
        var codings = request.Headers.GetCommaSeparatedValues("Content-Encoding").Where(coding => !Is(coding, "identity"));
        var transfers = request.Headers.GetCommaSeparatedValues("Transfer-Encoding").Where(coding => !Is(coding, "chunked"));
        return codings.Concat(transfers).FirstOrDefault();
    }

    private static bool Is(string coding, string other) => coding.Equals(other, StringComparison.OrdinalIgnoreCase);
}
