namespace MsMclr.MLNet.Loaders.Text;

/// <summary>
/// <c>NaN</c> and <c>Infinity</c>, which Python's <c>json.dump</c> writes and JSON does not know. They become texts of the same length,
/// which JSON does know, so that lines stay where they are.
/// </summary>
internal static class PythonNumbers
{
    // Between quotation marks, where a word was NaN. A text of JSON may hold it, and none that a person wrote does.
    private const byte Delete = 0x7F;

    private static ReadOnlySpan<byte> NaN => "NaN"u8;

    private static ReadOnlySpan<byte> Infinity => "Infinity"u8;

    /// <summary>Whether a text has such a word anywhere.</summary>
    public static bool MayBeIn(ReadOnlySpan<byte> text) => text.IndexOf(NaN) >= 0 || text.IndexOf(Infinity) >= 0;

    /// <summary>Puts each such word that is not in a text of JSON between quotation marks.</summary>
    public static void Quote(Span<byte> json)
    {
        var isText = false;
        for (var i = 0; i < json.Length; i++)
        {
            if (json[i] == '"')
                isText = !isText;
            else if (isText)
                i += json[i] == '\\' ? 1 : 0;
            else if (json[i] == 'N' && json[i..].StartsWith(NaN))
                i = Quote(json, i, NaN.Length);
            else if (json[i] == 'I' && json[i..].StartsWith(Infinity))
                i = Quote(json, i > 0 && json[i - 1] == '-' ? i - 1 : i, Infinity.Length);
        }
    }

    /// <summary>Whether the text of a token says that there is no number.</summary>
    public static bool IsNaN(ReadOnlySpan<byte> token) => token is [Delete] || token.SequenceEqual(NaN) || token.SequenceEqual("nan"u8);

    /// <summary>What a token stood for; null if for itself.</summary>
    public static string? Name(ReadOnlySpan<byte> token)
    {
        if (token is [Delete])
            return "NaN";
        return token.SequenceEqual(Infinity[1..^1]) || token.SequenceEqual(Infinity[..^1]) ? "Infinity" : null;
    }

    // The quotation marks take the place of the word's ends, and of its sign.
    private static int Quote(Span<byte> json, int start, int length)
    {
        var end = json[start] == '-' ? start + length : start + length - 1;
        json[start] = (byte)'"';
        json[end] = (byte)'"';
        if (length == NaN.Length)
            json[start + 1] = Delete;
        return end;
    }
}
