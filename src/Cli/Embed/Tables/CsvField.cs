namespace MsMclr.MLNet.Cli.Embed.Tables;

/// <summary>A text as a field of CSV (RFC 4180): quoted where it has to be.</summary>
internal static class CsvField
{
    public static string Of(string text)
        => text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
