using System.Text;

namespace MsMclr.MLNet.Loaders.Formats.Csv;

/// <summary>How the text of a table begins: its encoding, a line <c>sep=;</c>, and what separates the fields of the header.</summary>
/// <param name="Stream">The text from the header on.</param>
/// <param name="Delimiter">What separates fields.</param>
/// <param name="LinesBefore">How many lines stand before the header.</param>
internal sealed record CsvText(Stream Stream, char Delimiter, int LinesBefore)
{
    private const int MaxHeader = 1 << 20;
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    /// <summary>Opens a table.</summary>
    /// <param name="file">The file.</param>
    /// <param name="delimiter">What separates fields; null to find it out.</param>
    public static CsvText Open(SkeletonFile file, char? delimiter)
    {
        var stream = Seekable(file);
        try
        {
            var head = Head(stream);
            var start = head.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;
            var line = FirstLine(head.AsSpan(start));
            var stated = Stated(line);
            var lines = 0;
            if (stated is not null)
            {
                lines = 1;
                start = Math.Min(head.Length, start + line.Length + 1);
                line = FirstLine(head.AsSpan(start));
            }

            stream.Position = start;
            return new CsvText(stream, delimiter ?? stated ?? MostOf(line), lines);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    // What cannot go back is read at once, and UTF-16 is made UTF-8.
    private static Stream Seekable(SkeletonFile file)
    {
        var stream = file.Open();
        Span<byte> mark = stackalloc byte[2];
        if (stream.CanSeek)
        {
            var read = stream.ReadAtLeast(mark, 2, throwOnEndOfStream: false);
            if (read < 2 || Utf16(mark) is null)
                return stream;
        }

        stream.Dispose();
        var bytes = file.ReadAll();
        var encoding = bytes.Length >= 2 ? Utf16(bytes[..2]) : null;
        return new MemoryStream(encoding is null ? bytes.ToArray() : Encoding.UTF8.GetBytes(encoding.GetString(bytes)), writable: false);
    }

    private static Encoding? Utf16(ReadOnlySpan<byte> mark) => mark switch
    {
        [0xFF, 0xFE] => Encoding.Unicode,
        [0xFE, 0xFF] => Encoding.BigEndianUnicode,
        _ => null,
    };

    private static byte[] Head(Stream stream)
    {
        stream.Position = 0;
        var head = new byte[1 << 12];
        var length = 0;
        while (length < MaxHeader)
        {
            if (length == head.Length)
                Array.Resize(ref head, 4 * length);
            var read = stream.Read(head, length, head.Length - length);
            if (read == 0)
                break;
            length += read;
            // Two lines are enough, and most files have them at the beginning.
            if (head.AsSpan(0, length).Count((byte)'\n') >= 2)
                break;
        }

        return head[..length];
    }

    private static ReadOnlySpan<byte> FirstLine(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)'\n');
        return end < 0 ? text : text[..end];
    }

    /// <summary>What a line <c>sep=;</c> says, as Excel writes it; null where the line is none.</summary>
    private static char? Stated(ReadOnlySpan<byte> line)
    {
        line = line.TrimEnd((byte)'\r').Trim((byte)'"');
        var isStatement = line.Length == 5 && Ascii.EqualsIgnoreCase(line[..4], "sep=");
        return isStatement && CanSeparate(line[4]) ? (char)line[4] : null;
    }

    private static bool CanSeparate(byte letter) => letter == '\t' || (letter is >= (byte)' ' and <= (byte)'~' && letter != '"');

    private static char MostOf(ReadOnlySpan<byte> header)
    {
        var counts = new int[Delimiters.Length];
        var isQuoted = false;
        foreach (var letter in header)
        {
            isQuoted ^= letter == '"';
            var at = Array.IndexOf(Delimiters, (char)letter);
            if (at >= 0 && !isQuoted)
                counts[at]++;
        }

        return Delimiters[Array.IndexOf(counts, counts.Max())];
    }
}
